export const transform = (text: Promise<string>): Promise<string[]> =>
  text.then((all) => all.toLowerCase().split(/\s+/).filter(Boolean));

export const fetchAll = (fetchOne: (id: string) => Promise<unknown>, ids: readonly string[]) =>
  Promise.all(
    ids.map((id) =>
      fetchOne(id).then(
        (value) => [id, value],
        () => [id, null],
      ),
    ),
  ).then((pairs) => Object.fromEntries(pairs as [string, unknown][]));

export const retry = (work: () => Promise<unknown>, times: number): Promise<unknown> =>
  work().catch((error: unknown) => {
    if (times <= 1) throw error;
    return retry(work, times - 1);
  });

type Step = (value: unknown) => unknown;

export const waterfall = (value: unknown, steps: readonly Step[]): Promise<unknown> =>
  steps.reduce<Promise<unknown>>((before, step) => before.then(step), Promise.resolve(value));

export async function trace(value: unknown, steps: readonly Step[]): Promise<unknown[]> {
  const seen = [value];
  try {
    for (const step of steps) seen.push(await step(seen.at(-1)));
  } catch (error) {
    seen.push((error as Error).message);
  }
  return seen;
}
