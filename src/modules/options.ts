/** What the layers let a module have besides its fields: `orders title:string --soft-delete`. */
import { UserError } from '../errors.ts';
import type { Catalog, Layer, ModuleAnswer, ModuleOption } from '../types.ts';
import { parseFields } from './fields.ts';

export interface KnownOption extends ModuleOption {
  readonly id: string;
}

export const knownOptions = ({ layers }: Pick<Catalog, 'layers'>): readonly KnownOption[] =>
  layers.flatMap(({ options = {} }) =>
    Object.entries(options).map(([id, option]) => ({ ...option, id })),
  );

/** Those that are taken, in the order the layers name them. */
export const optionsOf = (
  layers: readonly Layer[],
  taken: readonly string[],
): readonly KnownOption[] => knownOptions({ layers }).filter(({ id }) => taken.includes(id));

/** The fields of a module with those its options add: none may be there twice. */
export const allFields = (
  { fields, options = [] }: Pick<ModuleAnswer, 'fields' | 'options'>,
  { layers }: Pick<Catalog, 'layers'>,
): readonly string[] => [
  ...fields,
  ...optionsOf(layers, options).flatMap((option) => option.fields ?? []),
];

/** @throws UserError when a field is wrong, or there is none beside what the server gives each record */
export function refuseWrongModule(
  module: Pick<ModuleAnswer, 'name' | 'fields' | 'options'>,
  catalog: Pick<Catalog, 'layers'>,
): void {
  parseFields(allFields(module, catalog));
  // Many of another kind are a module of pairs beside it.
  if (parseFields(module.fields).some(({ ref }) => !ref?.many)) return;
  const given = optionsOf(catalog.layers, module.options ?? []).find(({ isGiven }) => isGiven);
  if (given)
    throw new UserError(
      'USAGE',
      `With --${given.id} a record needs something of its own to hold, and ${module.name} has no field for it.`,
      `For example: ${[module.name, 'title:string', ...module.fields].join(' ')} --${given.id}`,
    );
}

const DASHES = '--';

export interface Words {
  readonly fields: readonly string[];
  readonly options: readonly string[];
}

/** The words after a module's name: options begin with two dashes. */
export const readWords = (words: readonly string[]): Words => ({
  fields: words.filter((word) => !word.startsWith(DASHES)),
  options: words.filter((word) => word.startsWith(DASHES)).map((word) => word.slice(DASHES.length)),
});

/** As it is typed: `orders title:string --soft-delete`. */
export const formatModule = ({ name, fields, options = [] }: ModuleAnswer): string =>
  [name, ...fields, ...options.map((option) => DASHES + option)].join(' ');
