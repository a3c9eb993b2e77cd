import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchEdits, type Edits } from '../../../src/cli/workshop/edits.ts';
import { scratch } from '../../support/scratch.ts';

let folder: string;
let stop: AbortController;
let edits: Edits;
beforeEach(() => {
  folder = scratch();
  fs.mkdirSync(path.join(folder, 'controllers'));
  stop = new AbortController();
  edits = watchEdits(folder, stop.signal);
});
afterEach(() => edits.close());

const save = (text: string) => fs.writeFileSync(path.join(folder, 'controllers/a.ts'), text);

/** A promise, and whether it is kept by now. */
function told(promise: Promise<void>) {
  let isKept = false;
  void promise.then(() => (isKept = true));
  return () => isKept;
}

test('an edit that comes while nobody waits is not lost', async () => {
  save('1');
  await expect.poll(edits.isThere).toBe(true);
  await edits.next();
  expect(edits.isThere()).toBe(false);
});

test('one that is waited for is told of, and the one after it again', async () => {
  for (const text of ['1', '2']) {
    const isTold = told(edits.next());
    await turn();
    expect(isTold()).toBe(false);
    save(text);
    await expect.poll(isTold).toBe(true);
  }
});

test('waiting is over with the signal', async () => {
  const waiting = edits.next();
  stop.abort();
  await expect(waiting).resolves.toBeUndefined();
});
