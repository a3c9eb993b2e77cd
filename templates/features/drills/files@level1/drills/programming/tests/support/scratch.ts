import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

/** A folder of its own for a test, gone when it is over. */
export function scratch(test: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'drill-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
