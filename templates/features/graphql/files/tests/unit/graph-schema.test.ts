import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { GraphPart } from '../../src/graphql/part.ts';
import { buildGraph } from '../../src/graphql/schema.ts';

const part = (types: string, fields: GraphPart['fields'] = {}): GraphPart => ({ types, fields });
const field = { route: 'GET /nothing', resolve: () => 'here' };

describe('a schema', () => {
  test('is none while something in it is answered by nobody', () => {
    const forgotten = part('type Query { here: String }');
    expect(() => buildGraph([forgotten], {})).toThrow('nobody answers Query.here');
  });

  test.each(['Query', 'Nothing'])('has what is answered: %s', (type) => {
    const types = 'type Query { here: String }';
    const fields = { Query: { here: field }, [type]: { there: field } };
    expect(() => buildGraph([part(types, fields)], {})).toThrow(`${type}.`);
  });

  test('guards by the row of the route, and a route without a row is for nobody', () => {
    const schema = buildGraph(
      [part('type Query { here: String }', { Query: { here: field } })],
      {},
    );
    const { resolve } = schema.getQueryType()?.getFields()['here'] ?? {};
    const asked = () => resolve?.({}, {}, { request: {} }, {} as never);
    expect(asked).toThrow('Sign in first.');
  });
});

test('what answers is a service: no file knows how things are kept', () => {
  const folder = 'src/graphql';
  for (const file of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    expect([file, ...(text.match(/from '\.\.\/(?:repositories|models|db)\/.*'/g) ?? [])]).toEqual([
      file,
    ]);
  }
});
