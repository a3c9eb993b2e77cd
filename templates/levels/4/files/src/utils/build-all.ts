/** A function that makes one thing of what it is given. */
type Builder<Given> = (given: Given) => unknown;

export type Built<Builders extends Readonly<Record<string, Builder<never>>>> = {
  readonly [Name in keyof Builders]: ReturnType<Builders[Name]>;
};

/** Makes one of each. */
export function buildAll<Given, Builders extends Readonly<Record<string, Builder<Given>>>>(
  builders: Builders,
  given: Given,
): Built<Builders> {
  const built = Object.entries(builders).map(([name, build]) => [name, build(given)]);
  return Object.fromEntries(built) as Built<Builders>;
}
