import { z } from 'zod';
import { route, type Route } from '../../src/routes/route.ts';

/** A route that takes anything and does what a test says. */
export const probe = (path: string, handle: () => unknown): Route =>
  route({ method: 'post', path, summary: 'Probe', body: z.unknown(), answer: z.unknown(), handle });

/** A route with a strict schema. */
export const echo = route({
  method: 'post',
  path: '/echo',
  summary: 'Answers its body',
  body: z.strictObject({ text: z.string().optional() }),
  answer: z.unknown(),
  handle: ({ body }) => body,
});
