/** What is in the package: its files, whose code is bundled, and under which licences. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, inject, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

/** The hash in the name of a chunk changes with its content. */
test('npm pack packs these files', () => {
  const files = readdirSync(inject('packed'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(inject('packed'), path.join(entry.parentPath, entry.name)))
    .map((file) => file.replace(/-[0-9A-Z]{8}\.js(\.LEGAL\.txt)?$/, '-<hash>.js$1'));
  expect([...new Set(files)].sort().join('\n')).toMatchSnapshot();
});

const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
];

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly scripts?: Readonly<Record<string, string>>;
}

async function bundled(): Promise<readonly Package[]> {
  const { metafile } = await build({
    entryPoints: ['src/cli/main.ts', 'src/index.ts'].map((file) => path.join(root, file)),
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    outdir: 'never-written',
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  const homes = Object.keys(metafile.inputs).flatMap((file) =>
    [/^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []].flat(),
  );
  return [...new Set(homes)].map(
    (home) => JSON.parse(readFileSync(path.join(root, home, 'package.json'), 'utf8')) as Package,
  );
}

test('what is bundled may be, runs nothing at an install, and is not older than its last security release', async () => {
  const packages = await bundled();
  expect(packages.length).toBeGreaterThan(5);
  expect(packages.length).toBeLessThan(100);
  expect(packages.filter(({ license }) => !ALLOWED.includes(license))).toEqual([]);
  const installing = /^(?:pre|post)?install$/;
  expect(
    packages.filter(({ scripts = {} }) =>
      Object.keys(scripts).some((name) => installing.test(name)),
    ),
  ).toEqual([]);
  const versionOf = (wanted: string) =>
    packages.find(({ name }) => name === wanted)?.version ?? '0.0.0';
  expect(numberOf(versionOf('handlebars'))).toBeGreaterThanOrEqual(4_007_010);
  expect(numberOf(versionOf('tar'))).toBeGreaterThanOrEqual(OLDEST_TAR);
});

const OLDEST_TAR = 7_005_019;
const numberOf = (version: string): number => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major * 1e6 + minor * 1e3 + patch;
};

test('degit, whose copy of tar no audit sees, has a safe one, and comes without its git client', () => {
  const home = path.join(root, 'node_modules/degit');
  const { devDependencies } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  expect(numberOf(devDependencies['tar'] ?? '')).toBeGreaterThanOrEqual(OLDEST_TAR);
  const dist = path.join(inject('packed'), 'dist');
  const texts = readdirSync(dist)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(path.join(dist, file), 'utf8'));
  expect(
    texts.filter((text) => text.includes('git-upload-pack,') || text.includes('isomorphic')),
  ).toEqual([]);
});
