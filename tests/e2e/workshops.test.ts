/** Every workshop, step by step, with its real servers: what is open fails, what is solved passes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { workshops } from '../../scripts/workshops/combinations.ts';
import { prove } from '../../scripts/workshops/prove.ts';
import { catalog } from '../support/answers.ts';
import { isTurnOf } from './support/turn.ts';

/** A day on Postgres, a day on Mongo. */
const DATABASES = ['postgres', 'mongo'];

for (const workshop of workshops(catalog)) {
  const { database } = workshop.answers;
  const isDue = database === 'none' || isTurnOf(DATABASES.indexOf(database));
  test.skipIf(!isDue).concurrent(workshop.label, { timeout: 1_800_000 }, async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'backendbytes-workshop-'));
    try {
      expect(await prove(workshop, { catalog, dir, say: () => undefined })).toEqual([]);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
}
