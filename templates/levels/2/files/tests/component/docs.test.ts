import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';

interface Operation {
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Example }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Example>> };
  readonly responses: Readonly<Record<string, object>>;
}
type Example = Readonly<Record<string, unknown>>;

let api: Api;
let operations: readonly (readonly [method: string, path: string, operation: Operation])[];
beforeAll(async () => {
  api = await startApi();
  const { paths } = (await api.get('/openapi.json')).body;
  operations = Object.entries<Readonly<Record<string, Operation>>>(paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, operation]) => [method.toUpperCase(), path, operation] as const,
    ),
  );
});
afterAll(() => api.close());

const UNKNOWN_ID = '5f0c1a52-3c1e-4b7a-9d0e-2f6a8b4c7d10';

function send(method: string, path: string, { parameters, requestBody }: Operation) {
  const example = requestBody?.content['application/json']?.['example'];
  const query = parameters.flatMap(({ name, in: place, schema: { examples } }) =>
    place === 'query' && Array.isArray(examples) ? [[name, String(examples[0])] as const] : [],
  );
  const search = new URLSearchParams(Object.fromEntries(query)).toString();
  return api.request(method, `${path.replaceAll(/\{\w+\}/g, UNKNOWN_ID)}?${search}`, {
    ...(example !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(example),
    }),
  });
}

describe('the API document', () => {
  test('is OpenAPI 3.1', async () => {
    expect(await api.get('/openapi.json')).toMatchObject({
      status: 200,
      body: { openapi: '3.1.0' },
    });
  });

  test('names only paths that answer, each with a status it names', async () => {
    for (const [method, path, operation] of operations) {
      const { status, body } = await send(method, path, operation);
      expect(Object.keys(operation.responses), `${method} ${path}`).toContain(String(status));
      expect(body).not.toMatchObject({ detail: 'There is nothing at this address.' });
    }
  });

  test('shows only examples that are accepted', async () => {
    for (const [method, path, operation] of operations) {
      const { status, body } = await send(method, path, operation);
      expect([method, path, status, body]).not.toEqual([method, path, 400, expect.anything()]);
    }
  });

  test('names every parameter in a path', () => {
    for (const [, path, { parameters }] of operations) {
      const named = parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(named);
    }
  });
});

describe('the API page', () => {
  test('loads nothing from elsewhere, and a strict policy sees to it', async () => {
    const { status, headers, body } = await api.get('/docs');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'/);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/);
    expect(body).not.toMatch(/https?:|<script>|style=|onload=/);
    const links = [...(body as string).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link);
    const answers = await Promise.all(links.map((link = '') => api.get(link)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  });

  test.each(['/docs', '/openapi.json', '/docs/swagger-ui.css'])(
    'is not there in production: %s',
    async (path) => {
      const production = await startApi({ env: { NODE_ENV: 'production' } });
      const { status } = await production.get(path);
      await production.close();
      expect(status).toBe(404);
    },
  );
});

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };

  test('names only commands that exist', () => {
    const named = [...readme.matchAll(/\b(?:npm|pnpm|yarn|bun) run ([\w:-]+)/g)].map(
      ([, name]) => name,
    );
    expect(named.filter((name = '') => !(name in scripts))).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });

  test('names only files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });

  test('names every variable of the environment', () => {
    const names = readFileSync('.env.example', 'utf8').match(/^[A-Z_]+(?==)/gm) ?? [];
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    expect(names.length).toBeGreaterThan(0);
  });
});
