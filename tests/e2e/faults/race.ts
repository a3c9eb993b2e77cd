/** Many commands on one project at once, some of them killed: what the manifest lists is what is on disk. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { manifestIn } from './checks.ts';
import { endWorld, environment, makeProject, makeWorld, now } from './world.ts';

/** The same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

export async function race(
  packed: string,
  { count, seed }: { count: number; seed: number },
): Promise<number> {
  const world = makeWorld(packed);
  makeProject({ command: 'generate' }, world);
  const app = path.join(world.work, 'app');
  const random = randomFrom(seed);
  const bin = path.join(packed, 'bin/backendbytes.js');
  const ended = await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const args = [
        bin,
        'generate',
        'module',
        `things-of-${'abcdefghijklmnopqrstuvwxyz'[index % 26]}-boxes`,
      ];
      const child = spawn('node', args, { cwd: app, env: environment(world), stdio: 'ignore' });
      const timer =
        index % 3 === 0
          ? setTimeout(() => child.kill('SIGKILL'), random() * count * 300)
          : undefined;
      return new Promise<NodeJS.Signals | null>((resolve) =>
        child.once('close', (_code, signal) => (clearTimeout(timer), resolve(signal))),
      );
    }),
  );
  now(world, ['backendbytes.js', 'doctor']);
  const listed = manifestIn(app)
    .answers.modules.map(({ name }) => name)
    .sort();
  const present = fs.existsSync(path.join(app, 'src/controllers'))
    ? fs
        .readdirSync(path.join(app, 'src/controllers'))
        .map((file) => file.replace('.controller.ts', ''))
    : [];
  expect(present.sort()).toEqual(listed);
  expect(fs.existsSync(path.join(app, '.backendbytes'))).toBe(false);
  endWorld(world);
  return ended.filter((signal) => signal === 'SIGKILL').length;
}
