/** A field in the words of the chosen layers: one string per `fieldCode`. */
import { render } from '../compose/handlebars.ts';
import { UserError } from '../errors.ts';
import type { FieldClaim, FieldCode, Layer } from '../types.ts';
import { samplesOf } from './field-samples.ts';
import { formatField, type Field } from './fields.ts';
import type { ModuleNames } from './names.ts';

/** A claim a suffix may be bound to, and when it holds. */
const CLAIMS: Readonly<Record<FieldClaim, (field: Field) => boolean>> = {
  optional: ({ optional }) => optional,
  unique: ({ unique }) => unique,
  index: ({ index }) => index,
  pair: ({ pairWith }) => pairWith !== undefined,
  default: ({ hasDefault }) => hasDefault,
  min: ({ min }) => min !== undefined,
  max: ({ max }) => max !== undefined,
};

/**
 * Where two layers write one code, the higher one has the last word for each type, and brings its own suffixes if it
 * names any. Snippets see the field, and as `module` the names of the module it belongs to.
 */
export function codeOf(
  field: Field,
  layers: readonly Layer[],
  module?: ModuleNames,
): Readonly<Record<string, string>> {
  const codes = [...new Set(layers.flatMap(({ fieldCode }) => Object.keys(fieldCode ?? {})))];
  const scope = {
    ...field,
    ...samplesOf(field),
    valuesSql: valuesSql(field),
    ...(module && { module }),
  };
  return Object.fromEntries(
    codes.map((code) => [
      code,
      write(
        { field, scope, code },
        layers.filter(({ fieldCode }) => fieldCode?.[code]),
      ),
    ]),
  );
}

/** `'draft', 'paid'`: values are slugs, so there is nothing in them to escape. */
const valuesSql = ({ values }: Field): string => values.map((value) => `'${value}'`).join(', ');

interface Job {
  readonly field: Field;
  readonly scope: Readonly<Record<string, unknown>>;
  readonly code: string;
}

function write(job: Job, layers: readonly Layer[]): string {
  const type = job.field.ref?.many ? 'ref[]' : job.field.type;
  const speaks = layers.findLast(
    ({ fieldCode }) => textFor(type, fieldCode?.[job.code]) !== undefined,
  );
  const text = textFor(type, speaks?.fieldCode?.[job.code]);
  if (speaks === undefined || text === undefined) throw unspoken(job, type, layers);
  const suffixes =
    layers.findLast(({ fieldCode }) => fieldCode?.[job.code]?.suffixes)?.fieldCode?.[job.code]
      ?.suffixes ?? [];
  const texts = [
    text,
    ...suffixes.filter(({ when }) => holds(when, job.field)).map((suffix) => suffix.text),
  ];
  const path = `${speaks.kind} ${speaks.id}, fieldCode ${job.code}.${type}`;
  return texts.map((one) => render({ path, text: one }, job.scope)).join('');
}

/** `'*'` stands for every type that is not named; lists of references are never meant by it. */
const textFor = (type: string, code: FieldCode | undefined): string | undefined =>
  code?.types[type] ?? (type === 'ref[]' ? undefined : code?.types['*']);

type When = NonNullable<FieldCode['suffixes']>[number]['when'];

function holds(when: When, field: Field): boolean {
  const claim = when.replace(/^not-/, '') as FieldClaim;
  return CLAIMS[claim](field) !== when.startsWith('not-');
}

function unspoken({ field, code }: Job, type: string, layers: readonly Layer[]): Error {
  if (type === 'ref[]') {
    return new UserError(
      'USAGE',
      `${formatField(field)}: lists of references cannot be generated yet.`,
      'Use a module of pairs instead, with two references: post-tags post:ref:posts tag:ref:tags',
    );
  }
  const who = layers.map(({ kind, id }) => `${kind} ${id}`).join(', ');
  return new Error(`no text for type ${type} in fieldCode ${code} of ${who}`);
}
