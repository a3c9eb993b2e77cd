import { describe, expect, test } from 'vitest';
import { shop } from '../../../support/answers.ts';
import { projectOnDisk } from '../../../support/project.ts';

describe('generators of layers', () => {
  test.each([
    ['middleware', 'audit-log', 'src/middleware/audit-log.ts'],
    ['test', 'checkout-flow', 'tests/component/checkout-flow.test.ts'],
    ['migration', 'merge-duplicates', 'src/db/migrations/01020_merge_duplicates.sql'],
    ['seed', 'books', 'src/db/seeds/books.seed.ts'],
  ])('%s %s makes %s, once, and is destroyed without a trace', async (generator, name, file) => {
    const project = await projectOnDisk(
      shop({
        level: 3,
        database: 'postgres',
        modules: [{ name: 'books', fields: ['title', 'price:decimal'] }],
      }),
    );
    const before = project.files();
    expect(await project.run('generate', generator, name)).toMatchObject({ exit: 0 });
    expect(project.has(file)).toBe(true);
    const again = await project.run('generate', generator, name);
    expect(again).toMatchObject({ exit: 0, said: expect.stringContaining('Nothing to do') });
    expect(await project.run('destroy', generator, name)).toMatchObject({ exit: 0 });
    expect(project.files()).toEqual(before);
  });

  test.each([
    ['policy', 'statistics', 'src/policies/statistics.policy.ts'],
    ['event', 'stock-ran-low', 'src/services/stock-ran-low.service.ts'],
    ['job', 'send-reminder', 'src/jobs/send-reminder.job.ts'],
  ])('%s %s is made at level 6 with a queue, and undone', async (generator, name, file) => {
    const asked = shop({ level: 6, database: 'postgres', features: ['queue'], lessons: false });
    const project = await projectOnDisk(asked);
    const before = project.files();
    expect(await project.run('generate', generator, name)).toMatchObject({ exit: 0 });
    expect(project.has(file)).toBe(true);
    expect(await project.run('undo')).toMatchObject({ exit: 0 });
    expect(project.files()).toEqual(before);
  });

  test.each([
    ['policy', 'level-up 4'],
    ['event', 'level-up 5'],
    ['job', 'level-up 6'],
  ])('%s is refused where there is none, with the way to it: %s', async (generator, way) => {
    const project = await projectOnDisk(shop({ level: 3, database: 'postgres' }));
    const { exit, said } = await project.run('generate', generator, 'some-name');
    expect([exit, said]).toEqual([3, expect.stringContaining(way)]);
  });

  test('wire what they make into files that were edited', async () => {
    const project = await projectOnDisk(shop());
    project.edit('src/middleware/index.ts', (text) => `${text}// mine\n`);
    await project.run('generate', 'middleware', 'audit-log');
    expect(project.read('src/middleware/index.ts')).toMatch(/ {2}auditLog,\n[\s\S]*\/\/ mine\n$/);
  });

  test('a migration that was committed is not destroyed, but taken back in one more', async () => {
    const project = await projectOnDisk(shop({ level: 3, database: 'mongo' }));
    await project.run('generate', 'migration', 'merge');
    project.commit();
    const { exit, said } = await project.run('destroy', 'migration', 'merge');
    expect([exit, said]).toEqual([3, expect.stringContaining('generate migration undo-merge')]);
  });

  test('a seed comes after those of what its records have to refer to', async () => {
    const modules = [
      { name: 'authors', fields: ['name'] },
      { name: 'moods', fields: ['name'] },
      { name: 'books', fields: ['author:ref:authors', 'mood:ref:moods?', 'next:ref:books?'] },
      { name: 'loans', fields: ['book:ref:books'] },
    ];
    const project = await projectOnDisk(shop({ level: 3, database: 'postgres', modules }));
    expect(await project.run('generate', 'seed', 'loans')).toMatchObject({ exit: 0 });
    const list = project.read('src/db/seeds/index.ts');
    expect(list).toContain('[shopSeed, authorsSeed, booksSeed, loansSeed]');
    const seed = project.read('src/db/seeds/books.seed.ts');
    expect(seed).toContain('authorId: author.id, moodId: null, nextId: null');
    const again = await project.run('generate', 'seed', 'books');
    expect(again.said).toContain('Nothing to do');
  });

  test('a module stays while there is a seed of it', async () => {
    const project = await projectOnDisk(shop({ level: 3, database: 'mongo' }));
    await project.run('generate', 'module', 'books', 'title');
    await project.run('generate', 'seed', 'books');
    const { exit, said } = await project.run('destroy', 'module', 'books');
    expect([exit, said]).toEqual([3, expect.stringContaining('destroy seed books')]);
  });
});

describe('the same module again', () => {
  test('is nothing to do, and is refused when its files were edited, which are named', async () => {
    const project = await projectOnDisk(shop());
    const module = ['generate', 'module', 'books', 'title'];
    await project.run(...module);
    expect(await project.run(...module)).toMatchObject({
      exit: 0,
      said: expect.stringContaining('Nothing to do'),
    });
    project.edit('src/routes/index.ts', (text) => `${text}// mine, and no part of the module\n`);
    expect(await project.run(...module)).toMatchObject({ exit: 0 });
    project.edit('src/controllers/books.controller.ts', (text) => `${text}// mine\n`);
    const before = project.files();
    expect(await project.run(...module)).toMatchObject({
      exit: 3,
      said: expect.stringMatching(/was edited: src\/controllers\/books\.controller\.ts\.$/m),
    });
    expect(project.files()).toEqual(before);
  });
});

describe('a module with options', () => {
  const BOOKS = ['module', 'books', 'title:string:unique', '--soft-delete', '--owner'];

  test('has them once, keeps them on the way up, and is destroyed without a trace', async () => {
    const project = await projectOnDisk(shop({ level: 4, database: 'postgres' }));
    const before = project.files();
    expect(await project.run('generate', ...BOOKS)).toMatchObject({ exit: 0 });
    expect(project.read('.backendbytes.json')).toContain('"options": ["owner", "soft-delete"]');
    expect(project.read('src/db/migrations/01010_books.sql')).toContain('"owner_id" uuid');
    const again = await project.run('generate', ...BOOKS);
    expect(again).toMatchObject({ exit: 0, said: expect.stringContaining('Nothing to do') });
    const written = project.files();
    expect(await project.run('level-up', '5', '--allow-dirty')).toMatchObject({ exit: 0 });
    expect(project.has('src/services/deleted-books.service.ts')).toBe(true);
    expect(await project.run('undo')).toMatchObject({ exit: 0 });
    expect(project.files()).toEqual(written);
    expect(await project.run('destroy', 'module', 'books')).toMatchObject({ exit: 0 });
    expect(project.files()).toEqual(before);
  });

  test('gets no other ones later, because its migration is history', async () => {
    const project = await projectOnDisk(shop({ level: 4, database: 'mongo' }));
    await project.run('generate', ...BOOKS.slice(0, 3));
    const { exit, said } = await project.run('generate', ...BOOKS);
    expect([exit, said]).toEqual([3, expect.stringContaining('its migration is written')]);
  });

  test('is refused below the level of an option, with the way there', async () => {
    const project = await projectOnDisk(shop({ level: 3, database: 'postgres' }));
    const { exit, said } = await project.run('generate', ...BOOKS);
    expect([exit, said]).toEqual([2, expect.stringContaining('level-up 4')]);
  });
});

describe('code of the owner that does not parse', () => {
  test('is refused with its line where lines would be put into it, and left alone', async () => {
    const project = await projectOnDisk(shop());
    project.edit('src/routes/index.ts', (text) => `${text}export class {{{ broken\n`);
    const [before, line] = [
      project.files(),
      project.read('src/routes/index.ts').split('\n').length - 1,
    ];
    const { exit, said } = await project.run('generate', 'module', 'books', 'title');
    expect({ exit, said }).toMatchObject({
      exit: 3,
      said: expect.stringContaining(`src/routes/index.ts:${line} does not parse`),
    });
    expect(project.files()).toEqual(before);
  });

  test('is nobody else’s business where nothing has to be changed', async () => {
    const project = await projectOnDisk(shop());
    project.edit('src/app.ts', (text) => `${text}export class {{{ broken\n`);
    expect(await project.run('generate', 'module', 'books', 'title')).toMatchObject({ exit: 0 });
  });
});

describe('asked for nothing, or for something else', () => {
  test.each([
    [[], 0, /generate module orders[\s\S]*generate middleware audit-log/],
    [['middlewar', 'x'], 2, /Did you mean middleware/],
    [['middleware'], 2, /needs a name[\s\S]*audit-log/],
    [['middleware', 'a', 'b:string'], 2, /no fields/],
    [['middleware', 'Audit Log'], 2, /audit-log/],
    [['middleware', 'request-id'], 3, /src\/middleware\/request-id.ts already/],
    [['migration', 'x'], 3, /comes with/],
    [['test', 'class'], 2, /reserved/],
  ])('generate %j', async (args, exit, said) => {
    const project = await projectOnDisk(shop());
    const before = project.files();
    const ran = await project.run('generate', ...args);
    expect([ran.exit, ran.said]).toEqual([exit, expect.stringMatching(said)]);
    expect(project.files()).toEqual(before);
  });

  test.each([
    ['docker', 'Dockerfile'],
    ['ci', '.github/workflows/ci.yml'],
  ])('a feature by its name is added: %s', async (feature, file) => {
    const project = await projectOnDisk(shop());
    expect(await project.run('generate', feature)).toMatchObject({ exit: 0 });
    expect(project.has(file)).toBe(true);
  });
});

describe('a plopfile of the project', () => {
  const PLOPFILE = `import fs from 'node:fs';
fs.writeFileSync(new URL('ran', import.meta.url), '');
export default (plop) => {
  plop.setGenerator('note', {
    description: 'a note',
    prompts: [{ type: 'input', name: 'name', message: 'Name?' }],
    actions: [{ type: 'add', path: 'notes/{{name}}.md', template: '# {{name}}' }],
  });
};
`;

  test.each([[[]], [['module', 'books', 'title']], [['middlewar', 'x']], [['ran', 'x']]])(
    'is not run by generate %j',
    async (args) => {
      const project = await projectOnDisk(shop());
      project.write('plopfile.mjs', PLOPFILE);
      await project.run('generate', ...args);
      expect(project.has('ran')).toBe(false);
    },
  );

  test('runs when one of its generators is named, with its answers in order', async () => {
    const project = await projectOnDisk(shop());
    project.write('plopfile.mjs', PLOPFILE);
    expect((await project.run('generate')).said).toContain('generate --plopfile');
    expect((await project.run('generate', '--plopfile')).said).toMatch(/generate note\n {2}a note/);
    expect(await project.run('generate', 'note')).toMatchObject({ exit: 2 });
    const ran = await project.run('generate', 'note', 'today');
    expect(ran, ran.said).toMatchObject({ exit: 0 });
    expect(project.read('notes/today.md')).toBe('# today');
  });

  test('is undone like ours, unless what it made was edited since', async () => {
    const project = await projectOnDisk(shop());
    project.write('plopfile.mjs', PLOPFILE);
    project.write('ran', '');
    const before = project.files();
    await project.run('generate', 'note', 'today');
    expect(await project.run('undo')).toMatchObject({ exit: 0 });
    expect(project.files()).toEqual(before);
    await project.run('generate', 'note', 'today');
    project.write('notes/today.md', 'mine');
    expect(await project.run('undo')).toMatchObject({ exit: 3 });
    expect(project.read('notes/today.md')).toBe('mine');
  });

  test('that fails is told, with exit code 3', async () => {
    const project = await projectOnDisk(shop());
    project.write('plopfile.mjs', PLOPFILE);
    await project.run('generate', 'note', 'today');
    expect(await project.run('generate', 'note', 'today')).toMatchObject({ exit: 3 });
  });
});
