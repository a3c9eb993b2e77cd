/** A project's containers: its own compose file, under a name of their own, on a free port. */
import { freePort, type Project } from './project.ts';
import { run, succeed, type Finished } from './run.ts';

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

export async function containersOf({ dir }: Project, name: string): Promise<Containers> {
  const port = await freePort();
  const at = {
    cwd: dir,
    env: { COMPOSE_PROJECT_NAME: name, PORT: String(port) },
    timeoutMs: 280_000,
  };
  const compose = (...args: readonly string[]): Promise<string> =>
    succeed('docker', ['compose', ...args], at);
  const inspect = async (service: string, part: string): Promise<string> => {
    const id = (await compose('ps', '--all', '--quiet', service)).trim();
    return (await succeed('docker', ['inspect', '--format', part, id], at)).trim();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    compose,
    attempt: (...args) => run('docker', ['compose', ...args], at),
    inside: (service, command) => compose('exec', '--no-TTY', service, 'sh', '-c', command),
    inspect,
    remove: async () =>
      void (await compose('down', '--volumes', '--rmi', 'local', '--timeout', '2')),
  };
}
