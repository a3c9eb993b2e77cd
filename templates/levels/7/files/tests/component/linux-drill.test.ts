import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

// A drill for a shell that Windows has only inside WSL.
describe.skipIf(process.platform === 'win32')('the Linux drill', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'drill-'));
  const home = path.join(folder, 'server');
  const drill = (command: string) =>
    spawnSync('sh', ['tools/linux-drill.sh', command], {
      encoding: 'utf8',
      env: { ...process.env, DRILL_DIR: home },
    });
  const type = (line: string) => spawnSync('sh', ['-c', line], { cwd: home, encoding: 'utf8' });
  const marks = (output: string) => output.split('\n').map((line) => line.slice(0, 4));

  afterAll(() => {
    drill('stop');
    rmSync(folder, { recursive: true, force: true });
  });

  test('begins with everything open', () => {
    expect(drill('start').status).toBe(0);
    const { status, stdout } = drill('check');
    expect([status, ...marks(stdout)]).toEqual([1, ...Array<string>(8).fill('open'), '']);
  });

  test.each([
    [1, 'mkdir answers && pwd > answers/where'],
    [2, 'grep -c ERROR logs/app.log > answers/errors'],
    [3, 'mv logs/app.log.1 archive/'],
    [4, 'cp config/app.env config/app.env.bak'],
    [5, 'rm tmp/core.dump'],
    [6, 'chmod 600 keys/server.key'],
    [7, 'chmod +x bin/backup.sh'],
    [
      8,
      'kill "$(cat .stuck-worker.pid)"; while ! [ -f tmp/stuck.out ]; do sleep 0.1; done; sleep 0.2',
    ],
  ])('sees task %i done, and only that', (task, line) => {
    type(line);
    const done = marks(drill('check').stdout).filter((mark) => mark === 'done');
    expect(done).toHaveLength(task);
  });

  test('is over when all is done, and leaves nothing behind', () => {
    expect(drill('check').status).toBe(0);
    expect(drill('stop').status).toBe(0);
    expect(drill('check').status).not.toBe(0);
  });

  test('does not start twice in one folder', () => {
    drill('start');
    expect(drill('start')).toMatchObject({ status: 1, stderr: expect.stringContaining('already') });
  });
});
