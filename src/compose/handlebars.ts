/** The only template engine: own instance, strict, no HTML escaping, data without prototypes. */
import Handlebars from 'handlebars';
import type { TemplateFile } from '../types.ts';
import * as escapes from './escapes.ts';
import type { Plain } from './escapes.ts';
import { fit, fitted } from './fit.ts';
import { NOT_TEXT, withoutPrototypes } from './template-data.ts';
import { findMissing } from './template-walk.ts';

export { checkSnippet, checkTemplate, inspectTemplate } from './template-rules.ts';

export type Template = Pick<TemplateFile, 'path' | 'text'>;

type Scope = Readonly<Record<string, unknown>>;

/** @throws Error with the template's path, the line and the variable that is missing. */
export function render(template: Template, scope: Scope): string {
  try {
    const text = compile(template.text)(withoutPrototypes(scope));
    if (text.includes(NOT_TEXT)) throw new Error('a list or an object is written as text');
    return fit(text);
  } catch (cause) {
    throw new Error(`${template.path}:${explain(cause as Failure, template.text, scope)}`, {
      cause,
    });
  }
}

const compiled = new Map<string, Handlebars.TemplateDelegate>();

function compile(text: string): Handlebars.TemplateDelegate {
  const known = compiled.get(text);
  if (known) return known;
  const template = engine.compile(text, OPTIONS);
  compiled.set(text, template);
  return template;
}

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
    fit: true,
    ...Object.fromEntries(Object.keys(escapes).map((name) => [name, true])),
  },
} as CompileOptions;

const engine = createEngine();

// Strict mode does not look at the arguments of helpers, so the helpers do.
function createEngine(): typeof Handlebars {
  const own = Handlebars.create();
  const builtInEach = own.helpers['each'] as Handlebars.HelperDelegate;
  Object.keys(own.helpers).forEach((name) => own.unregisterHelper(name));
  own.registerHelper('each', function (this: unknown, ...args: readonly unknown[]): unknown {
    const {
      values: [list],
      call,
    } = readCall(args);
    if (!Array.isArray(list)) throw new CallError(call, 'there is no such list');
    return builtInEach.call(this, list, call);
  });
  own.registerHelper('fit', function (this: unknown, { fn }: Handlebars.HelperOptions) {
    return fitted(fn(this));
  });
  Object.entries(escapes).forEach(([name, escape]) => own.registerHelper(name, asHelper(escape)));
  return own;
}

function asHelper(escape: (value: Plain) => string) {
  return (...args: readonly unknown[]): string => {
    const {
      values: [value, ...others],
      call,
    } = readCall(args);
    if (others.length > 0) throw new CallError(call, 'one variable at a time');
    if (!isPlain(value)) throw new CallError(call, 'there is no such text, number or list');
    try {
      return escape(value);
    } catch (cause) {
      throw new CallError(call, (cause as Error).message, { cause });
    }
  };
}

const readCall = (args: readonly unknown[]) => ({
  values: args.slice(0, -1),
  call: args.at(-1) as Call,
});

const isPlain = (value: unknown): value is Plain =>
  Array.isArray(value)
    ? value.every(isPlain)
    : ['string', 'number', 'boolean'].includes(typeof value);

/** Handlebars tells a helper where it is called. */
type Call = Handlebars.HelperOptions & { readonly loc: hbs.AST.SourceLocation };

class CallError extends Error {
  readonly loc: hbs.AST.SourceLocation;

  constructor({ loc }: Call, message: string, options?: ErrorOptions) {
    super(message, options);
    this.loc = loc;
  }
}

type Failure = Partial<CallError & Handlebars.Exception> & Error;

/** `3: {{js titel}}: there is no such text, number or list` */
function explain({ loc, lineNumber, message }: Failure, text: string, scope: Scope): string {
  if (loc) return `${loc.start.line}: ${statementAt(text, loc)}: ${message}`;
  if (lineNumber)
    return `${lineNumber}: ${message.replace(NOT_TEXT, 'its scope').replace(/ - \d+:\d+$/, '')}`;
  const line = / on line (\d+)/.exec(message)?.[1];
  if (line) return `${line}: ${message}`;
  const missing = findMissing(text, scope);
  return missing ? `${missing.line}: there is no ${missing.path}` : `1: ${message}`;
}

/** `{{#each fields}}` of a block, all of anything else. */
function statementAt(text: string, { start }: hbs.AST.SourceLocation): string {
  const rest = text
    .split('\n')
    .slice(start.line - 1)
    .join('\n')
    .slice(start.column);
  return rest.slice(0, rest.indexOf('}}') + 2);
}
