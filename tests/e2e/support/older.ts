/**
 * A package as if released before this one. There is no earlier release yet, so it is made from the present package:
 * another version, and templates that differ where releases do differ. The first release takes its place.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Part, TemplateFile } from '../../../src/types.ts';
import { succeed } from './run.ts';

export const OLDER = '0.0.9';

export interface OlderPackage {
  readonly dir: string;
  /** as npm would publish it */
  readonly tarball: () => Promise<string>;
  readonly remove: () => void;
}

export function packOlder(packed: string): OlderPackage {
  const home = mkdtempSync(path.join(tmpdir(), 'backendbytes-older-'));
  const dir = path.join(home, 'package');
  cpSync(packed, dir, { recursive: true });
  const { version } = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const versioned = ['package.json', ...scriptsIn(dir)].filter((file) =>
    edit(path.join(dir, file), (text) => text.replaceAll(`"${version}"`, `"${OLDER}"`)),
  );
  if (versioned.length < 2) throw new Error('the version is not where it is looked for');
  partsIn(dir).forEach((file) =>
    edit(path.join(dir, file), (text) =>
      JSON.stringify(withOlderTemplates(JSON.parse(text) as readonly Part[])),
    ),
  );
  return {
    dir,
    tarball: async () => {
      const said = await succeed('npm', ['pack', '--json', '--ignore-scripts'], { cwd: dir });
      const [made] = JSON.parse(said) as [{ readonly filename: string }];
      return path.join(dir, made.filename);
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

const partsIn = (dir: string): readonly string[] =>
  readdirSync(path.join(dir, 'dist/catalog'))
    .filter((name) => name !== 'index.json')
    .map((name) => `dist/catalog/${name}`);

const scriptsIn = (dir: string): readonly string[] =>
  readdirSync(path.join(dir, 'dist'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => `dist/${name}`);

function edit(file: string, change: (text: string) => string): boolean {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after !== before) writeFileSync(file, after);
  return after !== before;
}

/** A line more, a line less, a file less, an older package. */
const DIFFERENCES: readonly (readonly [
  path: RegExp,
  change: (text: string) => string | undefined,
])[] = [
  [/^src\/shutdown\.ts$/, (text) => `// How the process stops.\n${text}`],
  [/^src\/readiness\.ts$/, (text) => text.replace(/^\/\*\*.*\*\/\n/m, '')],
  [/^AGENTS\.md/, () => undefined],
  [/^package\.json$/, (text) => text.replace(/"pino": "[^"]+"/, '"pino": "10.0.0"')],
];

const withOlderTemplates = (parts: readonly Part[]): readonly Part[] =>
  parts.map((part) => ({ ...part, files: part.files.flatMap(older) }));

function older(file: TemplateFile): readonly TemplateFile[] {
  const [, change] = DIFFERENCES.find(([matches]) => matches.test(file.path)) ?? [];
  if (!change) return [file];
  const text = change(file.text);
  return text === undefined ? [] : [{ ...file, text }];
}
