import { STATUS_CODES } from 'node:http';
import { statusOf } from '../middleware/problem.ts';
import { exampleOf } from './openapi-example.ts';
import type { Route, Schema } from './route.ts';

const PROBLEM = {
  type: 'object',
  required: ['title', 'status', 'requestId'],
  properties: {
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['in', 'field', 'message'],
        properties: {
          in: { enum: ['params', 'query', 'body'] },
          field: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
    requestId: { type: 'string' },
  },
};

const JSON_SCHEMA = { target: 'draft-2020-12' } as const;

/** The schemas that parse and answer, as an OpenAPI 3.1 document. */
export function describeApi(routes: readonly Route[]) {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeRoute(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'API', version: '1' },
    paths,
    components: { schemas: { Problem: PROBLEM } },
  };
}

function describeRoute({ summary, path, params, query, media, ...route }: Route): object {
  const problems = ['validation', ...(route.problems ?? [])] as const;
  const body = route.body ? describeContent(inputOf(route.body)) : media?.body;
  const answer = route.answer ? describeContent(outputOf(route.answer)) : media?.answer;
  return {
    summary,
    tags: [path.split('/')[1]],
    parameters: [...describeParameters('path', params), ...describeParameters('query', query)],
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      [route.status ?? 200]: {
        description: 'Done',
        ...(answer && { content: answer }),
      },
      ...Object.fromEntries(
        problems.map((code) => [statusOf[code], describeProblem(statusOf[code])]),
      ),
    },
  };
}

const describeProblem = (status: number): object => ({
  description: STATUS_CODES[status],
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function describeParameters(place: 'path' | 'query', schema: Schema | undefined): object[] {
  const { properties = {} } = schema ? inputOf(schema) : {};
  return Object.entries(properties as Record<string, object>).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: property,
  }));
}

const describeContent = (schema: object): object => ({
  'application/json': { schema, example: exampleOf(schema) },
});

const inputOf = ({ '~standard': { jsonSchema } }: Schema) => bare(jsonSchema.input(JSON_SCHEMA));
const outputOf = ({ '~standard': { jsonSchema } }: Schema) => bare(jsonSchema.output(JSON_SCHEMA));

const bare = ({ $schema: _, ...schema }: Record<string, unknown>) => schema;
