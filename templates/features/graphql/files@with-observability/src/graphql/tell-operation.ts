import { trace } from '@opentelemetry/api';
import { getOperationAST, type ExecutionArgs, type ExecutionResult } from './engine.ts';
import type { Logger } from 'pino';

/** All requests have one address; what tells their lines and spans apart is this. Never what was asked with. */
export function tellOperation(
  log: Logger,
  { document, operationName }: ExecutionArgs,
  { errors = [] }: ExecutionResult,
): void {
  const operation = getOperationAST(document, operationName);
  const [kind = '', name = ''] = [operation?.operation, operation?.name?.value];
  log.info({ kind, name, errors: errors.length }, 'graphql');
  const span = trace.getActiveSpan();
  span?.setAttributes({ 'graphql.operation.type': kind, 'graphql.operation.name': name });
}
