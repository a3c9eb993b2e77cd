import { GraphQLError, type GraphQLErrorOptions } from './engine.ts';
import type { Logger } from 'pino';
import { translate } from '../errors/translate.ts';

interface Told {
  readonly log: Logger;
  /** whether everybody may know what the schema holds */
  readonly isOpen: boolean;
}

/** What a caller is told of an error: the codes and details of REST. What is not meant for them is logged. */
export const refusal =
  ({ log, isOpen }: Told) =>
  (error: Readonly<GraphQLError | Error>): GraphQLError => {
    const place = placeOf(error);
    const tell = (message: string, code: string, details = {}): GraphQLError =>
      new GraphQLError(message, { ...place, extensions: { ...details, code } });

    const cause = causeOf(error);
    if (!cause) return tell(isOpen ? error.message : withoutHint(error.message), codeOf(error));
    const known = translate(cause);
    if (known) return tell(known.message, known.code, known.details);
    log.error({ err: cause, path: place.path?.join('.') }, 'a field was not answered');
    return tell('Something went wrong.', 'internal');
  };

/** Where in the text and in the answer it was. */
function placeOf(
  error: Error,
): Pick<GraphQLErrorOptions, 'nodes' | 'positions' | 'source' | 'path'> {
  if (!(error instanceof GraphQLError)) return {};
  const { nodes, source, positions, path } = error;
  return {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
  };
}

/** What a field threw. Without it, something was wrong with the request. */
const causeOf = (error: Error): Error | undefined =>
  error instanceof GraphQLError && !(error.originalError instanceof GraphQLError)
    ? error.originalError
    : undefined;

const codeOf = (error: Error): string =>
  error instanceof GraphQLError && typeof error.extensions['code'] === 'string'
    ? error.extensions['code']
    : 'validation';

/** A field that is spelled alike tells the schema, word by word. */
const withoutHint = (message: string): string => message.split(' Did you mean ')[0] ?? '';
