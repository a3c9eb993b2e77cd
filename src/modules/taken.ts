/** What a module keeps others from being called. Apart from the options, which `--help` reads: it needs no templates. */
import { render } from '../compose/handlebars.ts';
import type { Layer, ModuleAnswer } from '../types.ts';
import { moduleNames } from './names.ts';
import { optionsOf } from './options.ts';

/** Names that nothing else can have beside this module. */
export const takenBy = (
  { name, options = [] }: ModuleAnswer,
  layers: readonly Layer[],
): readonly string[] =>
  optionsOf(layers, options).flatMap(({ id, takes = [] }) =>
    takes.map((text) => render({ path: `option ${id}, takes`, text }, { ...moduleNames(name) })),
  );
