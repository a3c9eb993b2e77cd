import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Deps } from '../app.ts';
import { keyOf } from '../routes/once.ts';
import { parseParts } from '../routes/parse.ts';
import type { Schema } from '../routes/route.ts';
import { recordParams } from '../schemas/fields.ts';
import type { Once } from '../services/idempotency.service.ts';
import { requireIdentity } from '../utils/identity.ts';
import type { Asked } from './part.ts';

type Parsed<Of extends Schema> = Promise<StandardSchemaV1.InferOutput<Of>>;

const NOTHING = { params: {}, query: {}, body: {} };

/** What REST takes for the body, by the schema that says so there. */
export async function bodyOf<Body extends Schema>(schema: Body, given: unknown): Parsed<Body> {
  const { body } = await parseParts({ body: schema }, { ...NOTHING, body: given });
  return body;
}

export async function idOf({ id }: Asked['args']): Promise<string> {
  const { params } = await parseParts({ params: recordParams }, { ...NOTHING, params: { id } });
  return (params as { readonly id: string }).id;
}

/** `first` and `after` are `limit` and `cursor` there; in an address all of it is text. */
export async function pageOf<Query extends Schema>(
  schema: Query,
  { first, after, sort, filter }: Asked['args'],
): Parsed<Query> {
  const given = Object.entries({ ...(filter ?? {}), limit: first, cursor: after, sort });
  const texts = given.filter(([, value]) => value !== null && value !== undefined);
  const query = Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
  const parsed = await parseParts({ query: schema }, { ...NOTHING, query });
  return parsed.query;
}

interface Repeated extends Pick<Asked, 'args' | 'context'> {
  readonly route: string;
  readonly body: unknown;
}

/** A mutation with a key is the request with that key over REST: whichever comes first has the effect. */
export function onceOf(
  { services: { idempotency } }: Pick<Deps, 'services'>,
  { args: { idempotencyKey }, context, route, body }: Repeated,
): Once | undefined {
  if (typeof idempotencyKey !== 'string') return undefined;
  const { userId } = requireIdentity(context.request);
  return idempotency.once({ key: keyOf(idempotencyKey), userId, route, body });
}
