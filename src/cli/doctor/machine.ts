/** The machine: Node, npm, ports, and the servers the environment names. */
import { connect, createServer } from 'node:net';
import { readText } from '../../disk/read.ts';
import { run } from '../../disk/run.ts';
import { printable } from '../../names.ts';
import { holds } from '../../catalog/conditions.ts';
import { factsOf } from '../../resolve/resolve.ts';
import type { Blueprint, EnvVariable } from '../../types.ts';
import { isNewer } from '../life/versions.ts';
import { note, ok, problem, type Finding } from './finding.ts';

export function nodeVersion(root: string): Finding {
  const running = process.versions.node;
  const wanted = enginesIn(root);
  if (wanted === undefined || !isNewer(wanted, running)) return ok('node', `Node ${running}`);
  return problem(
    'node',
    `Node ${running}; the project wants ${wanted} or newer`,
    'https://nodejs.org',
  );
}

/** `>=20.19` of package.json, as `20.19.0`. */
function enginesIn(root: string): string | undefined {
  const text = readText(root, 'package.json')?.text ?? '{}';
  const [, major, minor = '0', patch = '0'] =
    /"node"\s*:\s*"\s*>=\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined ? undefined : `${major}.${minor}.${patch}`;
}

export async function packageManager(root: string, { answers }: Blueprint): Promise<Finding> {
  const program = answers.packageManager;
  const ended = await run({ program, args: ['--version'], cwd: root, timeoutMs: 20_000 });
  if (ended.kind === 'done')
    return ok('package-manager', `${program} ${printable(ended.output.trim())}`);
  return problem(
    'package-manager',
    `${program} does not run here`,
    `npm install --global ${program}`,
  );
}

export function scripts(root: string): Finding {
  const text = readText(root, '.npmrc')?.text ?? '';
  return /^\s*ignore-scripts\s*=\s*true\s*$/m.test(text)
    ? ok('scripts', 'packages run no scripts when they are installed')
    : note(
        'scripts',
        '.npmrc lets packages run scripts when they are installed: ignore-scripts=true forbids it',
      );
}

type Env = Readonly<Record<string, string | undefined>>;

export async function ports(blueprint: Blueprint, env: Env): Promise<readonly Finding[]> {
  const variables = variablesOf(blueprint).filter(({ name }) => /(^|_)PORT$/.test(name));
  return Promise.all(
    variables.map(async ({ name, example }) => {
      const port = Number(env[name] ?? example);
      if (port === 0) return ok('port', `${name}: any free one`);
      return (await isFree(port))
        ? ok('port', `${name} ${port} is free`)
        : note('port', `${name} ${port} is taken: by this app, or by something else`);
    }),
  );
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });

/** Servers that are addressed by a URL. The URL may hold a password: only host and port are told. */
export async function servers(blueprint: Blueprint, env: Env): Promise<readonly Finding[]> {
  const variables = variablesOf(blueprint).filter(
    ({ schema, compose = '' }) => schema.startsWith('z.url(') && !/^https?:/.test(compose),
  );
  return Promise.all(
    variables.map(async ({ name }) => {
      const value = env[name] ?? '';
      return value === ''
        ? note(
            'server',
            `${name} is empty: the project finds or starts a server of its own`,
            'npm run doctor',
          )
        : reach(name, value);
    }),
  );
}

async function reach(name: string, value: string): Promise<Finding> {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url) return problem('server', `${name} is no URL`);
  if (url.hostname === '' || url.port === '')
    return note('server', `${name} is set; it names no single host and port to try`);
  const place = `${url.hostname}:${url.port}`;
  return (await answers(url))
    ? ok('server', `${name}: ${printable(place)} answers`)
    : problem('server', `${name}: ${printable(place)} does not answer`);
}

const answers = ({ hostname, port }: URL): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port),
      timeout: 2_000,
    });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });

const variablesOf = ({ answers: given, chosen }: Blueprint): readonly EnvVariable[] => {
  const facts = factsOf({ answers: given, chosen });
  return chosen.flatMap(({ layer }) => layer.env ?? []).filter(({ when }) => holds(when, facts));
};

/** What the project would see: the machine's own, then `.env`. */
export function environmentOf(root: string): Env {
  const lines = (readText(root, '.env')?.text ?? '').split(/\r?\n/);
  const own = lines.flatMap((line) => {
    const [, name, value = ''] =
      /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value.replace(/^(['"])(.*)\1$/, '$2')] as const];
  });
  return { ...Object.fromEntries(own), ...process.env };
}
