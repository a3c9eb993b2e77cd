/** What a client of the example asks. */
import { connect } from 'node:net';
import { expect } from 'vitest';

export async function liveOfATodo(url: string): Promise<void> {
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

export const send = (method: string, url: string, body: unknown): Promise<Response> =>
  fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** A POST whose body is still on its way. */
export async function halfARequest(
  url: string,
): Promise<{ finish(): Promise<void>; answer: Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const body = JSON.stringify({ title: 'in flight' });
  socket.write(
    `POST /todos HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  );
  const answer = new Promise<string>((resolve, reject) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    answer,
    finish: async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      socket.write(body.slice(5));
    },
  };
}
