import { getOperationAST, type ExecutionArgs, type ExecutionResult } from './engine.ts';
import type { Logger } from 'pino';

/** The line of a request says only that it was one of these; this one, which. Never what was asked with. */
export function tellOperation(
  log: Logger,
  { document, operationName }: ExecutionArgs,
  { errors = [] }: ExecutionResult,
): void {
  const operation = getOperationAST(document, operationName);
  const [kind = '', name = ''] = [operation?.operation, operation?.name?.value];
  log.info({ kind, name, errors: errors.length }, 'graphql');
}
