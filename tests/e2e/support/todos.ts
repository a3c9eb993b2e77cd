/** What a client of the example asks. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'vitest';

export async function liveOfATodo(server: string): Promise<void> {
  const url = `${server}/todos`;
  const created = await send('POST', url, { title: 'see it work' });
  expect(created.status).toBe(201);
  const todo = (await created.json()) as {
    id: string;
    title: string;
    completed: boolean;
    url: string;
  };
  expect(todo).toMatchObject({ title: 'see it work', completed: false });
  expect(await (await fetch(todo.url)).json()).toMatchObject({ id: todo.id });
  expect(await (await send('PATCH', todo.url, { completed: true })).json()).toMatchObject({
    completed: true,
  });
  expect(((await (await fetch(url)).json()) as unknown[]).length).toBeGreaterThan(0);
  expect((await fetch(todo.url, { method: 'DELETE' })).status).toBe(204);
  expect((await fetch(todo.url)).status).toBe(404);
  expect((await send('POST', url, { title: 5 })).status).toBe(400);
}

/** What somebody can do who has not signed in: look at the door, and knock. */
export async function liveOfAStranger(server: string): Promise<void> {
  expect((await send('POST', `${server}/todos`, { title: 'not mine to write' })).status).toBe(401);
  const account = { email: 'ada@example.com', password: 'a long enough passphrase' };
  expect((await send('POST', `${server}/auth/register`, account)).status).toBe(202);
  // Not before the mail was answered.
  expect((await send('POST', `${server}/auth/login`, account)).status).toBe(401);
}

export const send = (method: string, url: string, body: unknown): Promise<Response> =>
  fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** A POST of which the server has everything but the end of its body: it has said that it goes on. */
export async function halfARequest(
  url: string,
): Promise<{ readonly finish: () => void; readonly answer: Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const body = JSON.stringify({ title: 'in flight' });
  socket.write(
    `POST /todos HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n${body.slice(0, 5)}`,
  );
  let text = '';
  const answer = new Promise<string>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  while (!text.includes('100 Continue')) await once(socket, 'data');
  return { answer, finish: () => void socket.write(body.slice(5)) };
}

/** A server that stops takes no new connections while it finishes what it has. */
export async function untilRefused(url: string): Promise<void> {
  const isThere = (): Promise<boolean> =>
    fetch(`${url}/livez`, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    );
  while (await isThere()) await new Promise((resolve) => setTimeout(resolve, 50));
}
