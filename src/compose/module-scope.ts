/** What a template sees of a module: its names, its fields in the words of the layers, and what its options add. */
import { codeOf } from '../modules/field-code.ts';
import { parseFields } from '../modules/fields.ts';
import { moduleNames } from '../modules/names.ts';
import { optionsOf } from '../modules/options.ts';
import type { Layer, NumberedModule } from '../types.ts';
import type { Scope } from './scope.ts';

export function moduleScope(module: NumberedModule, layers: readonly Layer[]): Scope {
  const names = moduleNames(module.name);
  const { options = [] } = module;
  const written = (texts: readonly string[]): readonly Scope[] =>
    parseFields(texts).map((field) => ({ ...field, ...codeOf(field, layers, { names, options }) }));
  const fields = written(module.fields);
  const added = optionsOf(layers, options).map((option) => ({
    isGiven: option.isGiven ?? false,
    fields: written(option.fields ?? []),
  }));
  const columns = [...fields, ...added.flatMap((option) => option.fields)];
  return {
    ...names,
    number: module.number,
    options,
    fields,
    given: added.filter(({ isGiven }) => isGiven).flatMap((option) => option.fields),
    columns,
    words: wordsOf(columns, layers),
  };
}

/** What columns say in each word of the layers, each text once: for what is written once, where there is any. */
function wordsOf(columns: readonly Scope[], layers: readonly Layer[]): Scope {
  const words = layers.flatMap(({ fieldCode }) => Object.keys(fieldCode ?? {}));
  return Object.fromEntries(
    words.map((word) => [
      word,
      [...new Set(columns.map((column) => column[word]))].filter(Boolean),
    ]),
  );
}
