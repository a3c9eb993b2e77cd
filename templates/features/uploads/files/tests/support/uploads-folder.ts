import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestService } from './services.ts';

let folder: string | undefined;

/** A folder a worker, gone when it ends. */
export const testUploads: TestService = () => {
  folder ??= makeFolder();
  return Promise.resolve({ UPLOADS_DIR: folder });
};

function makeFolder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'uploads-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}
