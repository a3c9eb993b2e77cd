/** What templates may call: `each`, the marks of line breaks and the escapes, and nothing that Handlebars brings. */
import type Handlebars from 'handlebars';
import * as escapes from './escapes.ts';
import type { Plain } from './escapes.ts';
import { BREAKS, marked } from './fit.ts';

// Strict mode does not look at the arguments of helpers, so the helpers do.
export function withHelpers(own: typeof Handlebars): typeof Handlebars {
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
  BREAKS.forEach((kind) =>
    own.registerHelper(kind, function (this: unknown, { fn }: Handlebars.HelperOptions) {
      return marked(kind, fn(this));
    }),
  );
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

export class CallError extends Error {
  readonly loc: hbs.AST.SourceLocation;

  constructor({ loc }: Call, message: string, options?: ErrorOptions) {
    super(message, options);
    this.loc = loc;
  }
}
