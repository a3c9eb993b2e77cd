/** What the layers let a module have besides its fields: `orders title:string --soft-delete`. */
import type { Catalog, Layer, ModuleAnswer, ModuleOption } from '../types.ts';

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
