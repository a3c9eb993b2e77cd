import { z } from 'zod';
import { route, type Route } from '../../src/routes/route.ts';

/** A route that takes anything and does what a test says. */
export const probe = (path: string, handle: () => unknown): Route =>
  route({ method: 'post', path, summary: 'Probe', body: z.unknown(), answer: z.unknown(), handle });
