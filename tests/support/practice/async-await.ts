interface Api {
  readonly user: (name: string) => Promise<{ readonly id: number } | undefined>;
  readonly posts: (id: number) => Promise<unknown[]>;
}

export async function postsOf(api: Api, name: string): Promise<unknown[]> {
  const user = await api.user(name);
  return user ? api.posts(user.id) : [];
}

export async function delayed(wait: number, work: () => unknown): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, wait));
  return work();
}

export async function inTurn(fetchOne: (id: number) => Promise<unknown>, ids: readonly number[]) {
  const results = [];
  for (const id of ids) results.push(await fetchOne(id));
  return results;
}

export async function withLimit(limit: number, tasks: readonly (() => Promise<unknown>)[]) {
  const results: unknown[] = [];
  const waiting = tasks.entries();
  const worker = async (): Promise<void> => {
    for (const [at, task] of waiting) results[at] = await task();
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

interface Patience {
  readonly times: number;
  readonly wait: number;
  readonly sleep: (pause: number) => Promise<void>;
  readonly random: () => number;
}

export async function retryWithJitter(
  work: () => Promise<unknown>,
  patience: Patience,
  attempt = 1,
): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (attempt === patience.times) throw error;
    await patience.sleep(patience.wait * 2 ** (attempt - 1) * patience.random());
    return retryWithJitter(work, patience, attempt + 1);
  }
}
