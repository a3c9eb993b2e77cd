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

  test('a module stays while there is a seed of it', async () => {
    const project = await projectOnDisk(shop({ level: 3, database: 'mongo' }));
    await project.run('generate', 'module', 'books', 'title');
    await project.run('generate', 'seed', 'books');
    const { exit, said } = await project.run('destroy', 'module', 'books');
    expect([exit, said]).toEqual([3, expect.stringContaining('destroy seed books')]);
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

  test('a feature by its name is added', async () => {
    const project = await projectOnDisk(shop());
    expect(await project.run('generate', 'docker')).toMatchObject({ exit: 0 });
    expect(project.has('Dockerfile')).toBe(true);
  });
});
