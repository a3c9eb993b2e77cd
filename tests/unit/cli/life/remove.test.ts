import { describe, expect, test } from 'vitest';
import { shop } from '../../../support/answers.ts';
import { projectOnDisk } from '../../../support/project.ts';

const FEATURE = 'oauth-github';
const CODE = 'src/controllers/github.controller.ts';

/** `.env` is only ever added to. */
const withoutSecrets = (files: ReadonlyMap<string, string>) =>
  [...files].filter(([file]) => file !== '.env');

describe.each([
  ['postgres', 'src/db/migrations/00002_github_accounts.sql'],
  ['mongo', 'src/db/migrations/00002-github-accounts.ts'],
])('a feature that keeps something in %s', (database, migration) => {
  const asked = shop({ level: 4, database, lessons: false });

  test('goes without a trace while nobody can have run its migration', async () => {
    const project = await projectOnDisk(asked);
    const before = project.files();
    await project.run('add', FEATURE);
    expect(await project.run('remove', FEATURE)).toMatchObject({ exit: 0 });
    expect(withoutSecrets(project.files())).toEqual(withoutSecrets(before));
  });

  test('leaves its migration and its tables where somebody may have run it', async () => {
    const project = await projectOnDisk({ ...asked, features: [FEATURE] });
    const before = project.files();
    const { exit, said } = await project.run('remove', FEATURE);
    expect([exit, said]).toEqual([0, expect.stringContaining('they stay')]);
    expect([project.has(CODE), project.has(migration)]).toEqual([false, true]);
    expect(project.read('.backendbytes.json')).toContain(`"kept": ["${FEATURE}"]`);
    for (const file of [...before.keys()].filter((one) => one.endsWith('_snapshot.json')))
      expect(project.read(file)).toBe(before.get(file));
    const again = await project.run('remove', FEATURE);
    expect(again.said).toContain('Nothing to do');
    await project.run('add', FEATURE);
    expect(withoutSecrets(project.files())).toEqual(withoutSecrets(before));
  });
});
