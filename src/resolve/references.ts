/** A reference needs something to refer to: a module that is there before it, or the module itself. */
import { UserError } from '../errors.ts';
import { parseFields } from '../modules/fields.ts';
import { moduleNames } from '../modules/names.ts';
import type { ModuleAnswer } from '../types.ts';

/** @throws UserError USAGE naming the module and the reference that leads nowhere. */
export function refuseDanglingReferences(modules: readonly ModuleAnswer[]): void {
  const known = new Set<string>();
  for (const { name, fields } of modules) {
    known.add(moduleNames(name).plural);
    const dangling = parseFields(fields).find(({ ref }) => ref && !known.has(ref.plural));
    if (dangling?.ref) throw leadsNowhere(name, dangling.ref.plural, known);
  }
}

function leadsNowhere(name: string, target: string, known: ReadonlySet<string>): UserError {
  return new UserError(
    'USAGE',
    `${name} refers to ${target}, and there is no module ${target} before it.`,
    `Generate ${target} first, or refer to one of: ${[...known].join(', ')}.`,
  );
}
