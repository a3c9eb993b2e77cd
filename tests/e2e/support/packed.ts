/** Once for the whole slow suite: build, pack, and unpack as npm would, so that nothing is tested from source. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

const root = path.join(import.meta.dirname, '../../..');

declare module 'vitest' {
  interface ProvidedContext {
    /** the packed package */
    tarball: string;
    /** where it was unpacked */
    packed: string;
  }
}

export default function setup(project: TestProject): () => void {
  const dir = mkdtempSync(path.join(tmpdir(), 'backendbytes-packed-'));
  execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'pipe' });
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', dir], {
      cwd: root,
      encoding: 'utf8',
    }),
  ) as [{ filename: string }];
  execFileSync('tar', ['-xzf', path.join(dir, packed.filename), '-C', dir]);
  project.provide('tarball', path.join(dir, packed.filename));
  project.provide('packed', path.join(dir, 'package'));
  return () => rmSync(dir, { recursive: true, force: true });
}
