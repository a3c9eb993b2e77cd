import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';
import type { Request, RequestHandler, Response } from 'express';
import type { ErrorCode } from '../errors/app-error.ts';
import { parseAnswer, parseParts } from './parse.ts';

/** Any validator that speaks Standard Schema; here zod. */
export type Schema<Input = unknown, Output = Input> = StandardSchemaV1<Input, Output> &
  StandardJSONSchemaV1<Input, Output>;

/** What a controller is given: the parsed parts, and the request and response they belong to. */
export type Call<Parts = unknown> = Parts & {
  readonly request: Request;
  readonly response: Response;
};

/** OpenAPI's words for bodies: `{ 'multipart/form-data': { schema: … } }`. */
interface Media {
  readonly body?: Readonly<Record<string, object>>;
  readonly answer?: Readonly<Record<string, object>>;
}

interface Description {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** as in Express: `/todos/:id` */
  readonly path: string;
  readonly summary: string;
  /** when all went well; 200 */
  readonly status?: number;
  /** what may go wrong here, besides what can go wrong everywhere */
  readonly problems?: readonly ErrorCode[];
  /** what no schema can say, for its entry in the API document: a body or an answer that is not JSON */
  readonly media?: Media;
}

interface Definition<
  Params extends Schema,
  Query extends Schema,
  Body extends Schema,
  Answer extends Schema,
> extends Description {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer?: Answer;
  readonly handle: (
    call: Call<Parts<Params, Query, Body>>,
  ) => StandardSchemaV1.InferInput<Answer> | Promise<StandardSchemaV1.InferInput<Answer>>;
}

interface Parts<Params extends Schema, Query extends Schema, Body extends Schema> {
  readonly params: StandardSchemaV1.InferOutput<Params>;
  readonly query: StandardSchemaV1.InferOutput<Query>;
  readonly body: StandardSchemaV1.InferOutput<Body>;
}

export interface Route extends Description {
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly answer?: Schema;
  readonly handler: RequestHandler;
}

/** One definition: what is accepted, what is answered, and the entry in the API document. */
export function route<
  Params extends Schema = Schema<undefined>,
  Query extends Schema = Schema<undefined>,
  Body extends Schema = Schema<undefined>,
  Answer extends Schema = Schema<void>,
>({ handle, ...definition }: Definition<Params, Query, Body, Answer>): Route {
  const { status = 200, answer } = definition;
  const handler: RequestHandler = async (request, response) => {
    const parts = (await parseParts(definition, request)) as Parts<Params, Query, Body>;
    const result = await handle({ ...parts, request, response });
    response.status(status);
    if (answer) response.json(await parseAnswer(answer, result));
    else response.end();
  };
  return { ...definition, handler };
}
