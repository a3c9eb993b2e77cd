/** Variables of the environment, as templates see them. */
import type { Deployed, EnvVariable, Layer } from '../types.ts';
import type { Scope } from './scope.ts';

/** Those that apply, each once. @throws Error when two layers declare one and neither says that it overrules */
export function variablesOf(
  layers: readonly Layer[],
  applies: (variable: EnvVariable) => boolean,
): readonly EnvVariable[] {
  const replaced = new Set(layers.flatMap(({ replaces }) => replaces ?? []));
  const byName = new Map<string, EnvVariable>();
  for (const variable of layers.flatMap(({ env }) => env ?? []).filter(applies)) {
    if (byName.has(variable.name) && !replaced.has(`env#${variable.name}`)) {
      throw new Error(
        `two layers declare ${variable.name}; the higher one may say replaces: ['env#${variable.name}']`,
      );
    }
    byName.set(variable.name, variable);
  }
  return [...byName.values()];
}

/** What whoever deploys the project has to say, by how it is said. */
export function deployedScope(env: readonly EnvVariable[]): Scope {
  const told = env.flatMap(({ name, about, deploy }) =>
    deploy ? [{ name, about, ...deploy }] : [],
  );
  const of = (...kinds: readonly Deployed['kind'][]) =>
    told.filter(({ kind }) => kinds.includes(kind));
  return {
    settings: of('setting'),
    drawn: of('drawn'),
    given: of('given'),
    addresses: of('address'),
    secrets: of('drawn', 'given', 'address'),
  };
}

export const envScope = (variable: EnvVariable): Scope => ({
  name: variable.name,
  about: variable.about,
  schema: variable.schema,
  example: variable.secret ? '' : (variable.example ?? ''),
  value: variable.secret ? `<secret:${variable.name}>` : (variable.value ?? variable.example ?? ''),
  compose: variable.compose ?? '',
  isSecret: variable.secret ?? false,
});
