/** A folder to put first in PATH, in which `node` is another version: its binary comes from npm. */
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { succeed } from './run.ts';

export async function pathWithNode(major: number): Promise<string> {
  const home = path.join(tmpdir(), `backendbytes-node-${major}`);
  const binary = path.join(home, 'node_modules', packageName, 'bin/node');
  if (!existsSync(binary)) {
    mkdirSync(home, { recursive: true });
    await succeed(
      'npm',
      ['install', '--ignore-scripts', '--no-save', '--prefix', home, `${packageName}@${major}`],
      { cwd: home },
    );
  }
  const bin = path.join(home, 'bin');
  mkdirSync(bin, { recursive: true });
  if (!existsSync(path.join(bin, 'node'))) symlinkSync(binary, path.join(bin, 'node'));
  return `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`;
}

const packageName = `node-${process.platform}-${process.arch}`;
