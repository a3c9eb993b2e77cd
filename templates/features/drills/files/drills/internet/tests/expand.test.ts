import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { expand } from '../expand.ts';
import { runProgram } from './support/program.ts';
import { freePort, serve } from './support/serve.ts';

/** `/a` → `/b` → `/c` → the page; `/x` ⇄ `/y`; `/0` → `/1` → `/2` → … without end. */
const shortener = () =>
  createServer(({ url = '/' }, response) => {
    const links: Readonly<Record<string, string>> = {
      '/a': '/b',
      '/b': '/c',
      '/c': '/page',
      '/x': '/y',
      '/y': '/x',
    };
    const next = links[url] ?? (/^\/\d+$/.test(url) ? `/${Number(url.slice(1)) + 1}` : undefined);
    if (next === undefined) return response.end('the page');
    response.writeHead(302, { location: next }).end();
  });

test('three redirects are followed to the page, and every stop is told', async (t) => {
  const url = await serve(shortener(), t);
  const { kind, hops } = await expand(`${url}/a`);
  assert.equal(kind, 'arrived');
  assert.deepEqual(
    hops.map((hop) => `${hop.status} ${new URL(hop.url).pathname}`),
    ['302 /a', '302 /b', '302 /c', '200 /page'],
  );
});

test('a circle is noticed', async (t) => {
  const url = await serve(shortener(), t);
  assert.deepEqual(
    [(await expand(`${url}/x`)).kind, (await expand(`${url}/x`)).hops.length],
    ['loop', 2],
  );
});

test('a way without end is given up', async (t) => {
  const url = await serve(shortener(), t);
  assert.equal((await expand(`${url}/0`, 5)).kind, 'too-far');
});

test('the program ends with 1 when the link leads nowhere', async (t) => {
  const url = await serve(shortener(), t);
  const [good, bad] = await Promise.all([
    runProgram('expand', `${url}/a`),
    runProgram('expand', `${url}/x`),
  ]);
  assert.deepEqual([good.code, bad.code], [0, 1]);
  assert.match(good.output, /ends here/);
  assert.match(bad.output, /circles/);
});

test('a link to where nobody listens is told in words', async () => {
  const { code, output } = await runProgram('expand', `http://127.0.0.1:${await freePort()}/`);
  assert.deepEqual([code, output], [1, 'nobody listens at this port\n']);
});
