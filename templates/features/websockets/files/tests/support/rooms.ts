import { randomUUID } from 'node:crypto';
import type { Api } from './api.ts';

interface Person {
  readonly userId: string;
}

/** A room that they may enter: one of its own for each test. */
export const roomFor = (_api: Api, ..._people: readonly Person[]): Promise<string> =>
  Promise.resolve(`chat:${randomUUID()}`);
