import type { JobKind } from './kind.ts';

/** What lies in the queue: data, and the version of its form. */
export interface Payload {
  readonly version: number;
  readonly data: unknown;
}

export const toPayload = <Data>({ version }: JobKind<Data>, data: Data): Payload => ({
  version,
  data,
});
