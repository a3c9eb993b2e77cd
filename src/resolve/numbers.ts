/** Where the migrations of modules stand. A number is given once: it never changes, whatever comes or goes later. */
import type { Answers, ModuleAnswer, NumberedModule } from '../types.ts';

/** What layers bring stands below; a module of the user never moves because a layer brings one more. */
export const FIRST_OWN = '0101';
export const FIRST_BROUGHT = '0001';

/** A module without a number of its own comes right after the one before it. */
export function numbered<Module extends ModuleAnswer>(
  modules: readonly Module[],
  first: string,
): readonly (Module & NumberedModule)[] {
  let next = first;
  return modules.map((module) => {
    const number = module.number ?? next;
    next = after(number);
    return { ...module, number };
  });
}

/** The number after everything there is; `taken` is what the user's own migrations start with. */
export function nextNumber(
  { modules, generated = [] }: Pick<Answers, 'modules' | 'generated'>,
  taken: readonly string[],
): string {
  const given = numbered(modules, FIRST_OWN).flatMap(({ number, dropped }) => [
    number,
    ...(dropped === undefined ? [] : [dropped]),
  ]);
  const made = generated.flatMap(({ number }) => number ?? []);
  const last = [...given, ...made, ...taken].sort().at(-1);
  return last === undefined || last < FIRST_OWN ? FIRST_OWN : after(last);
}

/** Only what differs from the place in the list is written down. */
export function withShortNumbers(modules: readonly NumberedModule[]): readonly ModuleAnswer[] {
  let next = FIRST_OWN;
  return modules.map(({ number, ...module }) => {
    const isNext = number === next;
    next = after(number);
    return isNext ? module : { ...module, number };
  });
}

const after = (number: string): string => String(BigInt(number) + 1n).padStart(number.length, '0');
