/** A field in the words of the chosen layers: one string per `fieldCode`. */
import { render } from '../compose/handlebars.ts';
import { UserError } from '../errors.ts';
import type { FieldCode, Layer } from '../types.ts';
import { samplesOf } from './field-samples.ts';
import { formatField, type Field } from './fields.ts';
import type { ModuleNames } from './names.ts';

/** The module a field belongs to. */
export interface OfModule {
  readonly names: ModuleNames;
  /** ids of what it has besides its fields */
  readonly options: readonly string[];
}

/** A claim a suffix may be bound to, and when it holds. */
const CLAIMS: Readonly<Record<string, (field: Field) => boolean>> = {
  optional: ({ optional }) => optional,
  unique: ({ unique }) => unique,
  index: ({ index }) => index,
  pair: ({ pairWith }) => pairWith !== undefined,
  default: ({ hasDefault }) => hasDefault,
  min: ({ min }) => min !== undefined,
  max: ({ max }) => max !== undefined,
  ref: ({ ref }) => ref !== undefined,
};

/**
 * Where two layers write one code, the higher one has the last word for each type, and brings its own suffixes if it
 * names any. Snippets see the field, and as `module` the names of the module it belongs to.
 */
export function codeOf(
  field: Field,
  layers: readonly Layer[],
  module?: OfModule,
): Readonly<Record<string, string>> {
  const codes = [...new Set(layers.flatMap(({ fieldCode }) => Object.keys(fieldCode ?? {})))];
  const scope = {
    ...field,
    ...samplesOf(field),
    valuesSql: valuesSql(field),
    ...(module && { module: module.names }),
  };
  const claims = { ...claimsOf(field), ...optionClaims(layers, module?.options ?? []) };
  return Object.fromEntries(
    codes.map((code) => [
      code,
      write(
        { field, scope, code, claims },
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
  /** every claim there is, and whether it holds */
  readonly claims: Claims;
}

type Claims = Readonly<Record<string, boolean>>;

const claimsOf = (field: Field): Claims =>
  Object.fromEntries(Object.entries(CLAIMS).map(([claim, isTrue]) => [claim, isTrue(field)]));

const optionClaims = (layers: readonly Layer[], taken: readonly string[]): Claims =>
  Object.fromEntries(
    layers.flatMap(({ options = {} }) =>
      Object.keys(options).map((option) => [option, taken.includes(option)] as const),
    ),
  );

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
    ...suffixes.filter(({ when }) => holds(when, job)).map((suffix) => suffix.text),
  ];
  const path = `${speaks.kind} ${speaks.id}, fieldCode ${job.code}.${type}`;
  return texts.map((one) => render({ path, text: one }, job.scope)).join('');
}

/** `'*'` stands for every type that is not named; lists of references are never meant by it. */
const textFor = (type: string, code: FieldCode | undefined): string | undefined =>
  code?.types[type] ?? (type === 'ref[]' ? undefined : code?.types['*']);

const holds = (when: string, job: Job): boolean =>
  when.split('+').every((claim) => holdsClaim(claim, job));

function holdsClaim(claim: string, { claims, code }: Job): boolean {
  const isTrue = claims[claim.replace(/^not-/, '')];
  if (isTrue === undefined) throw new Error(`fieldCode ${code}: nothing claims ${claim}`);
  return isTrue !== claim.startsWith('not-');
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
