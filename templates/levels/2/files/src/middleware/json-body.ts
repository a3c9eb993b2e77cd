import { isUtf8 } from 'node:buffer';
import express, { Router, type RequestHandler } from 'express';
import { limits } from '../constants/limits.ts';
import { AppError } from '../errors/app-error.ts';
import { isText } from '../utils/text.ts';
import { refuseOtherTypes } from './body-type.ts';

/** Reads JSON, and nothing but JSON. */
export const jsonBody = (): RequestHandler =>
  Router().use(
    refuseOtherTypes,
    express.json({
      limit: limits.body.size,
      inflate: false,
      verify: (_request, _response, bytes) => {
        if (!isUtf8(bytes)) throw new AppError('validation', 'The body is not UTF-8.');
      },
    }),
    (request, _response, next) => {
      refuseOddContent([request.body, request.query]);
      next();
    },
  );

/** What would pass a schema and still break a parser, a log or a database further on. */
export function refuseOddContent(given: readonly unknown[]): void {
  let level = [...given];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limits.body.depth) throw new AppError('validation', 'The body is nested too deep.');
    level = level.flatMap(partsOf);
  }
}

function partsOf(value: unknown): unknown[] {
  if (typeof value === 'string' && !isText(value)) {
    throw new AppError('validation', 'The request holds what is not text.');
  }
  if (typeof value !== 'object' || value === null) return [];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  if (names.includes('__proto__')) {
    const errors = [{ in: 'body', field: '__proto__', message: 'Unknown field' }];
    throw new AppError('validation', 'The request is not valid.', { errors });
  }
  return [...names, ...(Object.values(value) as unknown[])];
}
