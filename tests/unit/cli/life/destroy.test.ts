import { describe, expect, test } from 'vitest';
import { shop } from '../../../support/answers.ts';
import { projectOnDisk, type TestProject } from '../../../support/project.ts';

const MIGRATIONS = 'src/db/migrations';
const SNAPSHOT = `${MIGRATIONS}/meta/0000_snapshot.json`;
const postgres = () => projectOnDisk(shop({ level: 3, database: 'postgres' }));
const own = (project: TestProject) =>
  project.list(MIGRATIONS).filter((name) => /^(01|2)/.test(name));
const tables = (project: TestProject, file = SNAPSHOT) =>
  Object.keys((JSON.parse(project.read(file)) as { tables: object }).tables);

describe('a module that nobody has run yet', () => {
  test.each([
    ['level 2', shop()],
    ['postgres', shop({ level: 3, database: 'postgres' })],
    ['mongo', shop({ level: 3, database: 'mongo' })],
  ])('is gone without a trace: %s', async (_, answers) => {
    const project = await projectOnDisk(answers);
    const before = project.files();
    expect(await project.run('generate', 'module', 'books', 'title')).toMatchObject({ exit: 0 });
    expect(await project.run('destroy', 'module', 'books')).toMatchObject({ exit: 0 });
    expect(project.files()).toEqual(before);
  });

  test('leaves the numbers of those after it alone', async () => {
    const project = await postgres();
    await project.run('generate', 'module', 'books', 'title');
    await project.run('generate', 'module', 'tags', 'label');
    await project.run('destroy', 'module', 'books');
    expect(own(project)).toEqual(['01020_tags.sql']);
    await project.run('generate', 'module', 'pens', 'colour');
    expect(own(project)).toEqual(['01020_tags.sql', '01030_pens.sql']);
  });
});

describe('a module whose migration was committed', () => {
  test('leaves it, and gets one that drops the table', async () => {
    const project = await postgres();
    await project.run('generate', 'module', 'books', 'title');
    project.commit();
    await project.run('destroy', 'module', 'books');
    expect(own(project)).toEqual(['01010_books.sql', '01020_drop_books.sql']);
    expect(project.read(`${MIGRATIONS}/01020_drop_books.sql`)).toBe('drop table "books";\n');
    expect(tables(project)).not.toContain('public.books');
    expect(project.has('src/models/book.model.ts')).toBe(false);
  });

  test('can be made again, later in the history', async () => {
    const project = await postgres();
    await project.run('generate', 'module', 'books', 'title');
    project.commit();
    await project.run('destroy', 'module', 'books');
    project.commit();
    const again = await project.run('generate', 'module', 'books', 'title', 'pages:integer');
    expect(again).toMatchObject({ exit: 0 });
    expect(own(project)).toEqual(['01010_books.sql', '01020_drop_books.sql', '01030_books.sql']);
    expect(tables(project)).toContain('public.books');
  });

  test('destroyed twice is destroyed once', async () => {
    const project = await postgres();
    await project.run('generate', 'module', 'books', 'title');
    project.commit();
    await project.run('destroy', 'module', 'books');
    const after = project.files();
    const again = await project.run('destroy', 'module', 'books');
    expect(again).toMatchObject({ exit: 0, said: expect.stringContaining('Nothing to do') });
    expect(project.files()).toEqual(after);
  });
});

test('a migration counts as run when a local server was up after it was written, or nobody can tell', async () => {
  const project = await postgres();
  await project.run('generate', 'module', 'books', 'title');
  project.write('.local/compiled/index.js', '');
  project.write('.local/undo.json', '{}');
  expect((await project.run('destroy', 'module', 'books', '--dry-run')).said).not.toContain(
    'drop table',
  );
  project.write('.local/postgres/postmaster.pid', '1');
  expect((await project.run('destroy', 'module', 'books', '--dry-run')).said).toContain(
    'drop table',
  );
  const bare = await projectOnDisk(shop({ level: 3, database: 'postgres' }), false);
  await bare.run('generate', 'module', 'books', 'title');
  expect((await bare.run('destroy', 'module', 'books', '--dry-run')).said).toContain('drop table');
});

describe('beside migrations of the owner', () => {
  const OWN = '20261124093000';

  async function withOwnMigration(): Promise<TestProject> {
    const project = await postgres();
    await project.run('generate', 'module', 'books', 'title');
    project.write(`${MIGRATIONS}/${OWN}_pages.sql`, 'alter table "books" add "pages" integer;\n');
    const later = project
      .read(SNAPSHOT)
      .replace('"title": {', '"pages": { "name": "pages", "type": "integer" },\n"title": {');
    project.write(`${MIGRATIONS}/meta/${OWN}_snapshot.json`, later);
    project.commit();
    return project;
  }

  test('a new one comes after them, and the newest snapshot knows its table', async () => {
    const project = await withOwnMigration();
    await project.run('generate', 'module', 'tags', 'label');
    expect(own(project).at(-1)).toBe('202611240930010_tags.sql');
    expect(tables(project, `${MIGRATIONS}/meta/${OWN}_snapshot.json`)).toContain('public.tags');
  });

  test('a table is dropped after they changed it', async () => {
    const project = await withOwnMigration();
    expect(await project.run('destroy', 'module', 'books')).toMatchObject({ exit: 0 });
    expect(own(project).at(-1)).toBe('202611240930010_drop_books.sql');
    expect(tables(project, `${MIGRATIONS}/meta/${OWN}_snapshot.json`)).not.toContain(
      'public.books',
    );
  });
});

describe('is refused', () => {
  test.each([
    [['destroy', 'module', 'authors'], 3, /books refers to authors[\s\S]*destroy module books/],
    [['destroy', 'module', 'book'], 0, /books/],
    [['destroy', 'module', 'boks'], 2, /Did you mean books/],
    [['destroy', 'module', 'todos'], 3, /belongs to the example/],
    [['destroy', 'books'], 2, /destroy module orders/],
  ])('or understood: %o', async (args, exit, said) => {
    const project = await projectOnDisk(
      shop({
        modules: [
          { name: 'authors', fields: ['name'] },
          { name: 'books', fields: ['title', 'author:ref:authors'] },
        ],
      }),
    );
    const ran = await project.run(...args);
    expect(ran.exit, ran.said).toBe(exit);
    expect(ran.said).toMatch(said);
  });

  test('where a file was edited, with the file by name, and nothing changes', async () => {
    const project = await projectOnDisk(shop({ modules: [{ name: 'books', fields: ['title'] }] }));
    project.edit('src/controllers/books.controller.ts', (text) => `// mine\n${text}`);
    const before = project.files();
    const ran = await project.run('destroy', 'module', 'books');
    expect([ran.exit, ran.said]).toEqual([3, expect.stringContaining('delete it yourself')]);
    expect(project.files()).toEqual(before);
  });
});
