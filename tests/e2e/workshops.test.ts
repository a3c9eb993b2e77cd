/** Every workshop, step by step, with its real servers: what is open fails, what is solved passes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { workshops } from '../../scripts/workshops/combinations.ts';
import { prove } from '../../scripts/workshops/prove.ts';
import { catalog } from '../support/answers.ts';

const all = workshops(catalog).map((workshop) => [workshop.label, workshop] as const);

test.concurrent.each(all)('%s', { timeout: 1_800_000 }, async (_, workshop) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'backendbytes-workshop-'));
  try {
    expect(await prove(workshop, { catalog, dir, say: () => undefined })).toEqual([]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
