import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { send } from '../client.ts';
import { startServers } from '../servers.ts';
import { readHttpFile } from './support/http-file.ts';

const file = (name: string): URL => new URL(`../requests/${name}`, import.meta.url);

/** The files speak of the ports of `npm run dev`; here the servers stand elsewhere. */
async function movedTo(t: TestContext): Promise<(url: string) => string> {
  const { ports, close } = await startServers({ notes: 0, web: 0, secure: 0 });
  t.after(close);
  return (url) =>
    url
      .replace(':3000', `:${ports.notes}`)
      .replace(':3001', `:${ports.web}`)
      .replace('localhost', '127.0.0.1');
}

for (const name of ['notes.http', 'cookies.http'])
  test(`every request of ${name}, in order, is answered as the file expects`, async (t) => {
    const moved = await movedTo(t);
    let cookie = '';
    for (const { title, expected, method, url, headers, body } of readHttpFile(file(name))) {
      const { response } = await send(moved(url), {
        method,
        headers: { ...headers, cookie },
        body,
      });
      assert.equal(response.status, expected, title);
      cookie = response.headers['set-cookie']?.split(';')[0] ?? cookie;
    }
  });

interface Collection {
  readonly item: readonly {
    readonly name: string;
    readonly request: {
      readonly method: string;
      readonly url: string;
      readonly body?: { readonly raw: string };
    };
  }[];
}

test('every request of the Postman collection is answered with success', async (t) => {
  const moved = await movedTo(t);
  const { item } = JSON.parse(readFileSync(file('postman.json'), 'utf8')) as Collection;
  for (const { name, request } of item) {
    const { method, url, body } = request;
    const { response } = await send(moved(url), { method, body: body?.raw ?? '' });
    assert.match(String(response.status), /^2/, name);
  }
});
