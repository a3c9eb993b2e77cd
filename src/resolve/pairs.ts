/** `tags:ref[]:tags` of posts, many to many, is a module of pairs beside it: `post-tags`, each pair once. */
import { formatField, parseFields, type Field } from '../modules/fields.ts';
import { formatName, moduleNames, type ModuleNames } from '../modules/names.ts';
import type { DroppedModule, NumberedModule } from '../types.ts';

/** Every module, and right after it those that hold its pairs. */
export const withPairs = (modules: readonly NumberedModule[]): readonly NumberedModule[] =>
  modules.flatMap((module) => [withoutLists(module), ...pairsOf(module)]);

/** The pairs go first, because they refer to the module. */
export const withDroppedPairs = (modules: readonly DroppedModule[]): readonly DroppedModule[] =>
  modules.flatMap((module) => {
    const pairs = pairsOf(module).map((pair) => ({ ...pair, dropped: module.dropped }));
    const last = pairs.length > 0 ? { dropped: `${module.dropped}9` } : {};
    return [...pairs, { ...module, ...withoutLists(module), ...last }];
  });

function withoutLists(module: NumberedModule): NumberedModule {
  const lists = listsIn(module);
  if (lists.length === 0) return module;
  const names = new Set(lists.map(({ name }) => name));
  const fields = parseFields(module.fields)
    .filter(({ name }) => !names.has(name))
    .map(formatField);
  return { ...module, fields };
}

const listsIn = ({ fields }: NumberedModule): readonly Field[] =>
  parseFields(fields).filter(({ ref }) => ref?.many);

const pairsOf = (module: NumberedModule): readonly NumberedModule[] =>
  listsIn(module).map((field, place) => pairModule(module, field, place));

function pairModule(module: NumberedModule, field: Field, place: number): NumberedModule {
  const one = moduleNames(module.name);
  // `tagIds` holds the ids of tags, each of which is a tag.
  const other = field.name.replace(/Ids$/, '');
  return {
    name: formatName(moduleNames(`${one.singular}-${kebab(other)}`)),
    fields: [
      reference(one.camel, one),
      ...(field.ref ? [`${reference(apart(other, one), field.ref)}:unique-with=${one.camel}`] : []),
    ],
    number: `${module.number}${place + 1}`,
    pairOf: module.name,
  };
}

const reference = (name: string, target: Pick<ModuleNames, 'singular' | 'plural'>): string =>
  `${name}:ref:${formatName(target)}`;

const apart = (other: string, { camel, pascal }: ModuleNames): string =>
  other === camel ? `other${pascal}` : other;

const kebab = (camel: string): string =>
  camel.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
