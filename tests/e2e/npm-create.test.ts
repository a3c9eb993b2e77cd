/** What the README promises, word for word: `npm create backendbytes@latest` from a registry, and the two commands of a clone. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { NEUTRAL_GIT } from './support/project.ts';
import { startRegistry, type Registry } from './support/registry.ts';
import { run, succeed } from './support/run.ts';

const root = path.join(import.meta.dirname, '../..');

describe('from a registry', () => {
  let registry: Registry;
  const home = mkdtempSync(path.join(tmpdir(), 'backendbytes-home-'));

  beforeAll(async () => {
    registry = await startRegistry(inject('tarball'));
  });
  afterAll(async () => {
    await registry.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test('npm create backendbytes@latest makes a project, asking nothing with --yes', async () => {
    const args = [
      'create',
      '--yes',
      'backendbytes@latest',
      '--',
      'my-api',
      '--yes',
      '--no-install',
    ];
    await succeed('npm', args, { cwd: home, env: { ...registry.env, ...NEUTRAL_GIT } });
    expect(existsSync(path.join(home, 'my-api/src/index.ts'))).toBe(true);
    expect(statSync(path.join(home, 'my-api/.env')).mode & 0o777).toBe(0o600);
  });

  test('without a terminal and without answers it says which flags are missing, and writes nothing', async () => {
    const args = ['create', '--yes', 'backendbytes@latest', '--', 'other-api'];
    const { code, stderr } = await run('npm', args, { cwd: home, env: registry.env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/--level/);
    expect(existsSync(path.join(home, 'other-api'))).toBe(false);
  });

  test('both commands are in the package, and it needs no other package', () => {
    const { bin, dependencies } = JSON.parse(
      readFileSync(path.join(inject('packed'), 'package.json'), 'utf8'),
    ) as { bin: object; dependencies?: object };
    expect(Object.keys(bin)).toEqual(['create-backendbytes', 'backendbytes']);
    expect(Object.keys(dependencies ?? {})).toEqual([]);
  });

  test('the package holds what runs and nothing else', () => {
    const files = readdirSync(inject('packed'), { recursive: true, encoding: 'utf8' }).sort();
    expect(
      files.filter(
        (file) =>
          !/^dist[\\/]((types|catalog)([\\/][\w./\\-]+)?|[\w.-]+\.(js|json|txt))$/.test(file),
      ),
    ).toEqual([
      'LICENSE',
      'README.md',
      'bin',
      'bin/backendbytes.js',
      'bin/check-node.js',
      'bin/create-backendbytes.js',
      'dist',
      'package.json',
    ]);
    const { scripts } = JSON.parse(
      readFileSync(path.join(inject('packed'), 'package.json'), 'utf8'),
    ) as { scripts: object };
    expect(
      Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name)),
    ).toEqual([]);
  });
});

describe('from a clone', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'backendbytes-clone-'));
  const clone = path.join(home, 'clone');

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('npm start -- my-api --yes makes a project beside the sources', async () => {
    const tracked = await succeed(
      'git',
      ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
      { cwd: root },
    );
    tracked
      .split('\0')
      .filter((file) => file !== '' && existsSync(path.join(root, file)))
      .forEach((file) =>
        cpSync(path.join(root, file), path.join(clone, file), { recursive: true }),
      );
    await succeed('npm', ['ci'], { cwd: clone });
    await succeed('npm', ['start', '--', 'my-api', '--yes', '--no-install'], {
      cwd: clone,
      env: NEUTRAL_GIT,
    });
    expect(existsSync(path.join(clone, 'my-api/package.json'))).toBe(true);
  });
});
