import type { Logger } from 'pino';
import type { Check } from '../readiness.ts';
import type { Env } from './env.ts';

/** How something outside the process is opened, asked for its health, and closed. */
export interface Connector<Connection> {
  readonly open: (env: Env, log: Logger) => Promise<Connection>;
  /** Rejects when the connection cannot be used, answers `degraded` when the app can do without it. */
  readonly check: (connection: Connection) => Promise<unknown>;
  readonly close: (connection: Connection) => Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each connector has a connection type of its own
type Connectors = Readonly<Record<string, Connector<any>>>;

export type Opened<All extends Connectors> = {
  readonly [Name in keyof All]: Awaited<ReturnType<All[Name]['open']>>;
};

export interface OpenConnections<All extends Connectors> {
  readonly connections: Opened<All>;
  readonly checks: Readonly<Record<string, Check>>;
  readonly close: () => Promise<void>;
}

/** Opens in the order of the list and closes in reverse; if one fails, those before it are closed again. */
export async function openAll<All extends Connectors>(
  connectors: All,
  env: Env,
  log: Logger,
): Promise<OpenConnections<All>> {
  const opened: { name: string; connection: unknown; connector: Connector<unknown> }[] = [];
  const close = async (): Promise<void> => {
    for (const { name, connection, connector } of opened.toReversed()) {
      await connector.close(connection);
      log.debug({ connection: name }, 'closed');
    }
  };
  for (const [name, connector] of Object.entries(connectors)) {
    const connection: unknown = await connector.open(env, log).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    opened.push({ name, connection, connector });
  }
  const entries = opened.map(({ name, connection }) => [name, connection]);
  const checks = opened.map(
    ({ name, connection, connector }) => [name, () => connector.check(connection)] as const,
  );
  return {
    connections: Object.fromEntries(entries) as Opened<All>,
    checks: Object.fromEntries(checks),
    close,
  };
}
