/** A project's containers: its own compose file, under a name of their own, on a free port. */
import { freePort, type Project } from './project.ts';
import { run, succeed, type Finished } from './run.ts';

/** What `docker compose config` says of a service. */
export interface Service {
  readonly restart?: string;
  readonly image?: string;
}

export interface Containers {
  readonly url: string;
  /** `docker compose …`, which has to end with 0 */
  compose(...args: readonly string[]): Promise<string>;
  attempt(...args: readonly string[]): Promise<Finished>;
  /** a shell command inside a running service */
  inside(service: string, command: string): Promise<string>;
  /** a part of `docker inspect` of a service's container */
  inspect(service: string, part: string): Promise<string>;
  /** with volumes and images */
  remove(): Promise<void>;
}

/** Why containers cannot run here; undefined when they can. */
export async function whyNoEngine(): Promise<string | undefined> {
  return (await whyNot('docker', 'info')) ?? (await whyNoCompose());
}

export const whyNoCompose = (): Promise<string | undefined> =>
  whyNot('docker', 'compose', 'version');

async function whyNot(file: string, ...args: readonly string[]): Promise<string | undefined> {
  const answer = await run(file, args, { cwd: '.', timeoutMs: 20_000 }).catch(
    (error: Error) => error,
  );
  if (answer instanceof Error) return answer.message;
  return answer.code === 0 ? undefined : `${[file, ...args].join(' ')}: ${answer.stderr.trim()}`;
}

/** As in development: the app itself is reached. */
export const containersOf = async (project: Project, name: string): Promise<Containers> => {
  const port = await freePort();
  return composed(project, { name, port, env: { PORT: String(port) } });
};

/** As in production: nginx is reached, with the app behind it and the settings of staging. */
export async function productionOf(
  project: Project,
  name: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Containers> {
  const [port, tls] = [await freePort(), await freePort()];
  const addresses = { HTTP_PORT: `127.0.0.1:${port}`, HTTPS_PORT: `127.0.0.1:${tls}` };
  const files = ['--file', 'compose.yaml', '--file', 'compose.prod.yaml'];
  const options = ['--env-file', '.env', '--env-file', 'config/staging.env', ...files];
  return composed(project, { name, port, env: { ...addresses, ...env }, options });
}

interface Composed {
  readonly name: string;
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  readonly options?: readonly string[];
}

function composed({ dir }: Project, { name, port, env, options = [] }: Composed): Containers {
  const at = { cwd: dir, env: { COMPOSE_PROJECT_NAME: name, ...env }, timeoutMs: 280_000 };
  const compose = (...args: readonly string[]): Promise<string> =>
    succeed('docker', ['compose', ...options, ...args], at);
  const inspect = async (service: string, part: string): Promise<string> => {
    const id = (await compose('ps', '--all', '--quiet', service)).trim();
    return (await succeed('docker', ['inspect', '--format', part, id], at)).trim();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    compose,
    attempt: (...args) => run('docker', ['compose', ...options, ...args], at),
    inside: (service, command) => compose('exec', '--no-TTY', service, 'sh', '-c', command),
    inspect,
    remove: async () =>
      void (await compose('down', '--volumes', '--rmi', 'local', '--timeout', '2')),
  };
}
