import { expect } from 'vitest';
import type { Answer, Api } from './api.ts';
import { samples } from './samples.ts';

export type Values = Readonly<Record<string, unknown>>;

export interface Stored extends Values {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A body that a POST to `/<plural>` accepts; what it refers to is made first. */
export async function sampleOf(
  api: Api,
  plural: string,
  values: Values = {},
  referrers: readonly string[] = [],
): Promise<Values> {
  const path = [...referrers, plural];
  const resolve = async (other: string): Promise<string | null> =>
    path.includes(other) ? null : (await create(api, other, {}, path)).id;
  const drawn = await Promise.all(
    Object.entries(samples[plural] ?? {}).map(
      async ([name, make]) => [name, await make(resolve)] as const,
    ),
  );
  return { ...Object.fromEntries(drawn), ...values };
}

export const createRecord = (api: Api, plural: string, values: Values = {}): Promise<Stored> =>
  create(api, plural, values, []);

async function create(
  api: Api,
  plural: string,
  values: Values,
  referrers: readonly string[],
): Promise<Stored> {
  const body = await sampleOf(api, plural, values, referrers);
  const answer = await api.post(`/${plural}`, body);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as Stored;
}

/** Where an answer says its list goes on. */
export const nextPage = ({ headers }: Answer): string | undefined =>
  /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];

/** All records of a list, page by page. */
export async function walk(api: Api, path: string): Promise<Stored[]> {
  const answer = await api.get(path);
  const next = nextPage(answer);
  return [...(answer.body as Stored[]), ...(next ? await walk(api, next) : [])];
}
