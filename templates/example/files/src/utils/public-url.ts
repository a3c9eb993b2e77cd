import type { Request } from 'express';
import type { Env } from '../config/env.ts';
import { AppError } from '../errors/app-error.ts';

const HOST =
  /^[a-z0-9.-]{1,253}$|^[a-z0-9.-]{1,253}:\d{1,5}$|^\[[0-9a-f:.]+\]$|^\[[0-9a-f:.]+\]:\d{1,5}$/i;

/** Where callers reach the API: what is configured, or else the host they asked for, if it is one. */
export function publicUrl({ PUBLIC_URL }: Pick<Env, 'PUBLIC_URL'>, request: Request): string {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL.replace(/\/$/, '');
  if (HOST.test(request.host)) return `${request.protocol}://${request.host}`;
  throw new AppError('validation', 'The Host header names no host.');
}
