import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { send } from '../client.ts';
import { notesApi } from '../notes.ts';
import { createRawServer } from '../raw-server.ts';
import { serve } from './support/serve.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Readonly<Record<string, unknown>>;
}
const METHODS = ['get', 'post', 'put', 'delete'];
const document = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => (item[method] ? [{ path, method, ...item[method] }] : [])),
);

test('the document is OpenAPI 3.1, and every operation has a name of its own and a summary', () => {
  assert.match(document.openapi, /^3\.1\.\d$/);
  const names = operations.map(({ operationId }) => operationId);
  assert.equal(new Set(names).size, operations.length);
  assert.ok(operations.every(({ summary }) => summary !== ''));
});

test('every reference in the document leads somewhere', () => {
  const text = JSON.stringify(document);
  for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = pointer
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document);
    assert.notEqual(target, undefined, pointer);
  }
});

for (const { path, method, responses } of operations)
  test(`${method} ${path} is served, and answers only what the document says`, async (t) => {
    const url = await serve(createRawServer(notesApi()), t);
    const ask = (at: string, verb: string, body: string) =>
      send(url + at.replace('{id}', '1'), { method: verb.toUpperCase(), body });
    const statuses = [
      await ask(path, method, 'no JSON'),
      await ask('/notes', 'POST', '{"text":"Buy milk"}'),
      await ask(path, method, '{"text":"Buy bread"}'),
    ].map(({ response }) => String(response.status));
    statuses.splice(1, 1);
    assert.deepEqual(
      statuses.filter((status) => !(status in responses)),
      [],
    );
    assert.match(statuses.at(-1) ?? '', /^2/);
  });

test('what the document does not have is not served', async (t) => {
  const url = await serve(createRawServer(notesApi()), t);
  for (const path of Object.keys(document.paths)) {
    const missing = METHODS.filter((method) => !document.paths[path]?.[method]);
    for (const method of missing) {
      const { response } = await send(url + path.replace('{id}', '1'), {
        method: method.toUpperCase(),
      });
      assert.equal(response.status, 405, `${method} ${path}`);
    }
  }
});
