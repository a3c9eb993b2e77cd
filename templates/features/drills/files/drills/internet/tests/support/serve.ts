import { createServer, type Server } from 'node:net';
import type { TestContext } from 'node:test';
import { listen } from '../../ports.ts';

/** Opens a free port until the test is over. @returns `http://127.0.0.1:54321` */
export async function serve(server: Server, test: TestContext): Promise<string> {
  test.after(() => server.close());
  return `http://127.0.0.1:${await listen(server, 0)}`;
}

/** A port where nobody listens: it was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
