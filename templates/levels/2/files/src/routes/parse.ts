import type { StandardSchemaV1 } from '@standard-schema/spec';
import { limits } from '../constants/limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { Route, Schema } from './route.ts';

const PARTS = ['params', 'query', 'body'] as const;
type Part = (typeof PARTS)[number];

/** A request, as far as callers write it. */
type Given = Readonly<Record<Part, unknown>>;

/** From here on only parsed values exist. */
export async function parseParts(
  schemas: Pick<Route, Part>,
  request: Given,
): Promise<Record<Part, unknown>> {
  const results = await Promise.all(PARTS.map((part) => parsePart(part, schemas[part], request)));
  const errors = results.flatMap((result) => result.errors).slice(0, limits.fieldErrors);
  if (errors.length > 0) throw new AppError('validation', 'The request is not valid.', { errors });
  const [params, query, body] = results.map(({ value }) => value);
  return { params, query, body };
}

/** An answer that does not fit its schema is our mistake, not the caller's. */
export async function parseAnswer(schema: Schema, value: unknown): Promise<unknown> {
  const result = await schema['~standard'].validate(value);
  if (!result.issues) return result.value;
  const fields = result.issues.flatMap(namesOf);
  throw new Error(`the answer does not fit its schema: ${fields.join(', ')}`);
}

/** One entry a field, so that a form can show each message where it belongs. */
interface FieldError {
  readonly in: Part;
  readonly field: string;
  readonly message: string;
}

async function parsePart(
  part: Part,
  schema: Schema | undefined,
  request: Given,
): Promise<{ readonly value: unknown; readonly errors: readonly FieldError[] }> {
  if (!schema) return { value: undefined, errors: [] };
  const result = await schema['~standard'].validate(request[part] ?? {});
  if (!result.issues) return { value: result.value, errors: [] };
  const errors = result.issues.flatMap((issue) =>
    namesOf(issue).map((field) => ({ in: part, field, message: messageOf(issue) })),
  );
  return { value: undefined, errors };
}

function namesOf(issue: StandardSchemaV1.Issue): readonly string[] {
  const path = (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step));
  const unknown = unknownKeysOf(issue);
  return unknown ? unknown.map((key) => [...path, key].join('.')) : [path.join('.')];
}

const messageOf = (issue: StandardSchemaV1.Issue): string =>
  unknownKeysOf(issue) ? 'Unknown field' : issue.message;

/** zod puts all unknown fields of an object into one issue. */
const unknownKeysOf = (issue: object): readonly string[] | undefined =>
  'keys' in issue && Array.isArray(issue.keys) ? issue.keys.map(String) : undefined;
