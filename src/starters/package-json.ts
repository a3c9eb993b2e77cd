/** The manifest of npm in a template: read as data, and given the name of the project. */
import { applyEdits, modify } from 'jsonc-parser';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Entry } from './entries.ts';

type Fields = Readonly<Record<string, unknown>>;

const INSTALL_SCRIPTS =
  /^(?:preinstall|install|postinstall|prepublish|preprepare|prepare|postprepare|dependencies)$/;

/** `postinstall: node evil.js` */
export const installScriptsIn = (entry: Entry): readonly string[] =>
  Object.entries(fieldsIn(parsed(entry)['scripts']))
    .filter(([name]) => INSTALL_SCRIPTS.test(name))
    .map(([name, script]) => `${name}: ${String(script)}`);

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** Packages that no registry has: git, a URL, a folder. Fetching them may run what is in them. */
export const foreignPackagesIn = (entry: Entry): readonly string[] =>
  GROUPS.flatMap((group) => Object.entries(fieldsIn(parsed(entry)[group])))
    .map(([name, range]) => [name, String(range)] as const)
    .filter(([, range]) => /[:/]/.test(range.replace(/^(?:npm:(?:@[^/]+\/)?|workspace:)/, '')))
    .map(([name, range]) => `${name}: ${range}`);

/** The text with the name of the project, everything else as it was. */
export function named(entry: Entry, name: string): string {
  const { packages } = parsed(entry);
  const root = fieldsIn(fieldsIn(packages)['']);
  const text = set(entry.bytes.toString(), ['name'], name);
  return 'name' in root ? set(text, ['packages', '', 'name'], name) : text;
}

const set = (text: string, path: string[], value: string): string =>
  applyEdits(
    text,
    modify(text, path, value, { formattingOptions: { insertSpaces: true, tabSize: 2 } }),
  );

export const scriptsIn = (entry: Entry): Readonly<Record<string, unknown>> =>
  fieldsIn(parsed(entry)['scripts']);

function parsed({ path, bytes }: Entry): Fields {
  try {
    return fieldsIn(JSON.parse(bytes.toString()));
  } catch (cause) {
    throw new UserError(
      'ENVIRONMENT',
      `The template is refused:\n  ${printable(path)}: it is not JSON`,
      'Nothing was written.',
      { cause },
    );
  }
}

const fieldsIn = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
