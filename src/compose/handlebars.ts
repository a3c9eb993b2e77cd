/** The only template engine: own instance, strict, no HTML escaping, data without prototypes. */
import type Handlebars from 'handlebars';
import type { TemplateFile } from '../types.ts';
import { compile, findMissing } from './compile.ts';
import type { CallError } from './engine.ts';
import { fit } from './fit.ts';
import { NOT_TEXT, withoutPrototypes } from './template-data.ts';

export type Template = Pick<TemplateFile, 'path' | 'text'>;

type Scope = Readonly<Record<string, unknown>>;

const asItIs = (text: string): string => text;

/**
 * @param change what is done to the text before its lines are laid out
 * @throws Error with the template's path, the line and the variable that is missing.
 */
export function render(template: Template, scope: Scope, change = asItIs): string {
  if (!template.text.includes('{{')) return change(template.text);
  try {
    const text = compile(template.text)(withoutPrototypes(scope));
    if (text.includes(NOT_TEXT)) throw new Error('a list or an object is written as text');
    return fit(change(text));
  } catch (cause) {
    throw new Error(`${template.path}:${explain(cause as Failure, template.text, scope)}`, {
      cause,
    });
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
