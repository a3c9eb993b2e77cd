/** Text → template, with the whole of Handlebars. The build puts what it compiled in this file's place: `precompiled.ts`. */
import Handlebars from 'handlebars';
import { withHelpers } from './engine.ts';
import * as escapes from './escapes.ts';
import { BREAKS } from './fit.ts';

export { findMissing } from './template-walk.ts';

// Without these, too: Handlebars counts its own helpers as known even when they are gone.
const NO_BUILT_INS = {
  if: false,
  unless: false,
  with: false,
  lookup: false,
  log: false,
  helperMissing: false,
  blockHelperMissing: false,
};
const OPTIONS = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: {
    ...NO_BUILT_INS,
    ...Object.fromEntries(BREAKS.map((name) => [name, true])),
    ...Object.fromEntries(Object.keys(escapes).map((name) => [name, true])),
  },
} as CompileOptions;

const engine = withHelpers(Handlebars.create());

const compiled = new Map<string, Handlebars.TemplateDelegate>();

export function compile(text: string): Handlebars.TemplateDelegate {
  const known = compiled.get(text);
  if (known) return known;
  const template = engine.compile(text, OPTIONS);
  compiled.set(text, template);
  return template;
}

/** @returns JavaScript for `Handlebars.template` */
export const precompile = (text: string): string => engine.precompile(text, OPTIONS) as string;
