import { describe, expect, test } from 'vitest';
import { MANIFEST } from '../../../../src/compose/compose.ts';
import { digest } from '../../../../src/compose/digest.ts';
import { recordBase } from '../../../../src/disk/base-ref.ts';
import { isNewer } from '../../../../src/cli/life/versions.ts';
import type { Answers, Tree } from '../../../../src/types.ts';
import { VERSION } from '../../../../src/version.ts';
import { render, shop } from '../../../support/answers.ts';
import { treeOnDisk, type TestProject } from '../../../support/project.ts';

const SNAPSHOT = 'src/db/migrations/meta/0000_snapshot.json';

/** What an older version would have written: ours, with these texts. */
async function asOf(
  version: string,
  answers: Answers,
  texts: Readonly<Record<string, (text: string) => string | undefined>>,
): Promise<Tree> {
  const tree = new Map(await render(answers));
  for (const [path, change] of Object.entries(texts)) {
    const text = change(tree.get(path)?.text ?? '');
    if (text === undefined) tree.delete(path);
    else tree.set(path, { ...tree.get(path), text });
  }
  const manifest = JSON.parse(tree.get(MANIFEST)?.text ?? '') as object;
  const files = Object.fromEntries(
    [...tree]
      .filter(([path, { isPrivate }]) => path !== MANIFEST && !isPrivate)
      .map(([path, { text }]) => [path, digest(text)]),
  );
  const text = JSON.stringify({ ...manifest, generator: version, files });
  return tree.set(MANIFEST, { text });
}

async function made(tree: Tree): Promise<TestProject> {
  const project = treeOnDisk(tree);
  await recordBase(project.root, tree, 'create');
  return project;
}

const OLDER = {
  'src/shutdown.ts': (text: string) => `// an older way\n${text}`,
  'src/readiness.ts': () => undefined,
  'src/given-up.ts': () => 'export const gone = true;\n',
  'package.json': (text: string) => text.replace('"zod": "4.6.7"', '"zod": "4.0.0"'),
};

describe('a project made by an older version', () => {
  test('untouched, becomes what this version writes', async () => {
    const project = await made(await asOf('0.0.9', shop(), OLDER));
    expect(await project.run('update')).toMatchObject({ exit: 0 });
    const files = new Map([...(await render(shop()))].map(([path, { text }]) => [path, text]));
    expect(project.files()).toEqual(files);
    project.commit();
    expect((await project.run('update')).said).toContain('Nothing to do');
  });

  test('keeps what its owner did', async () => {
    const project = await made(await asOf('0.0.9', shop(), OLDER));
    project.edit('package.json', (text) =>
      text.replace('"zod": "4.0.0"', '"kleur": "4.1.5",\n    "zod": "4.0.0"'),
    );
    project.edit('src/shutdown.ts', (text) => `${text}// mine\n`);
    project.edit('.env', (text) => `${text}MINE=1\n`);
    project.commit();
    expect(await project.run('update')).toMatchObject({ exit: 0 });
    expect(project.read('package.json')).toMatch(
      /"kleur": "4.1.5",\s+"pino[^}]+"zod": "4.6.7"|"kleur": "4.1.5",[^}]*"zod": "4.6.7"/,
    );
    expect(project.read('src/shutdown.ts')).toMatch(/^(?!\/\/ an older way)[\s\S]*\/\/ mine\n$/);
    expect(project.read('.env')).toContain('MINE=1');
    expect(JSON.parse(project.read(MANIFEST))).toMatchObject({ generator: VERSION });
  });

  test('takes no other change before, and says what comes first', async () => {
    const project = await made(await asOf('0.0.9', shop(), OLDER));
    const ran = await project.run('generate', 'module', 'books', 'title');
    expect([ran.exit, ran.said]).toEqual([3, expect.stringContaining('backendbytes update')]);
  });

  test('is found again in git after an undo', async () => {
    const project = await made(await asOf('0.0.9', shop(), OLDER));
    const before = project.files();
    await project.run('update');
    await project.run('undo');
    expect(project.files()).toEqual(before);
    expect(await project.run('update')).toMatchObject({ exit: 0 });
  });

  test('whose tables differ keeps its migrations and its snapshot, and is told', async () => {
    const answers = shop({ level: 3, database: 'postgres' });
    const [migration] = ['src/db/migrations/00010_todos.sql'];
    const older = await asOf('0.0.9', answers, {
      [migration]: (text) => text.replace('not null default 1', 'not null'),
      [SNAPSHOT]: (text) => text.replace('"default": 1', '"default": 0'),
    });
    const project = await made(older);
    const ran = await project.run('update');
    expect([ran.exit, ran.said]).toEqual([0, expect.stringContaining('migration between')]);
    expect([project.read(migration), project.read(SNAPSHOT)]).toEqual([
      older.get(migration)?.text,
      older.get(SNAPSHOT)?.text,
    ]);
  });
});

describe('is refused', () => {
  test('with uncommitted edits', async () => {
    const project = await made(await asOf('0.0.9', shop(), OLDER));
    project.edit('README.md', (text) => `${text}\nmine\n`);
    const ran = await project.run('update');
    expect([ran.exit, ran.said]).toEqual([3, expect.stringContaining('uncommitted')]);
  });

  test('when a newer version made the project', async () => {
    const project = await made(await asOf('99.0.0', shop(), OLDER));
    const ran = await project.run('update');
    expect([ran.exit, ran.said]).toEqual([3, expect.stringContaining('@latest')]);
  });

  test('when what was written is neither in git nor made again by that version, and nothing changes', async () => {
    const tree = await asOf('0.0.0-never-published', shop(), OLDER);
    const project = treeOnDisk(tree);
    const before = project.files();
    const ran = await project.run('update');
    expect([ran.exit, ran.said]).toEqual([3, expect.stringContaining('refs/backendbytes/base')]);
    expect(project.files()).toEqual(before);
  });
});

test.each([
  ['0.2.0', '0.1.9', true],
  ['0.1.9', '0.2.0', false],
  ['1.0.0', '1.0.0', false],
  ['1.0.0', '1.0.0-beta.2', true],
  ['1.0.0-beta.10', '1.0.0-beta.2', true],
  ['10.0.0', '9.9.9', true],
])('%s is newer than %s: %s', (one, other, expected) => {
  expect(isNewer(one, other)).toBe(expected);
});
