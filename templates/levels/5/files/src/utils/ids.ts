import { randomUUID } from 'node:crypto';

export interface Ids {
  readonly next: () => string;
}

export const createIds = (): Ids => ({ next: () => randomUUID() });
