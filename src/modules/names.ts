/** One name the user typed → every spelling of it that code, tables and prose need. */
import pluralize from 'pluralize';
import { UserError } from '../errors.ts';
import { checkModuleName } from '../names.ts';
import { onceEach } from '../once.ts';
import { quoted } from './field-error.ts';
import { whyNoModule, whyNoType, whyNoVariable } from './reserved.ts';

/** Examples: those of `order-items`. */
export interface ModuleNames {
  /** order-items */
  readonly plural: string;
  /** order-item */
  readonly singular: string;
  /** orderItems */
  readonly camelPlural: string;
  /** orderItem */
  readonly camel: string;
  /** OrderItems */
  readonly pascalPlural: string;
  /** OrderItem */
  readonly pascal: string;
  /** order_items */
  readonly snakePlural: string;
  /** order_item */
  readonly snake: string;
  /** Order items */
  readonly titlePlural: string;
  /** Order item */
  readonly title: string;
}

// Where the library is Latin, programmers are not.
const IRREGULAR = [
  ['schema', 'schemas'],
  ['index', 'indexes'],
  ['virus', 'viruses'],
  ['lens', 'lenses'],
] as const;
const UNCOUNTABLE = ['data', 'metadata', 'feedback', 'dns', 'sms', 'https'];
IRREGULAR.forEach(([singular, plural]) => pluralize.addIrregularRule(singular, plural));
UNCOUNTABLE.forEach((word) => pluralize.addUncountableRule(word));

/**
 * Reads `orders`, `order` or, where the dictionary is wrong, `person/persons`.
 * A word without a plural gets one of its own for the single thing: `news` → `news-item`.
 */
export const moduleNames = onceEach(spell);

function spell(name: string): ModuleNames {
  const { singular, plural } = readName(name);
  const names = {
    plural,
    singular,
    camelPlural: camelCase(plural),
    camel: camelCase(singular),
    pascalPlural: pascalCase(plural),
    pascal: pascalCase(singular),
    snakePlural: plural.replaceAll('-', '_'),
    snake: singular.replaceAll('-', '_'),
    titlePlural: titleCase(plural),
    title: titleCase(singular),
  };
  refuseReserved(name, names);
  return names;
}

/** Examples: those of `audit-log`. */
export interface ItemNames {
  /** audit-log */
  readonly name: string;
  /** auditLog */
  readonly camel: string;
  /** AuditLog */
  readonly pascal: string;
  /** audit_log */
  readonly snake: string;
  /** Audit log */
  readonly title: string;
}

/** Spellings of what a generator makes, where there is no one and many. */
export function itemNames(name: string): ItemNames {
  refuseShape(name, name);
  const reason = whyNoVariable(camelCase(name)) ?? whyNoType(pascalCase(name));
  if (reason)
    throw new UserError(
      'USAGE',
      `Nothing can be called ${quoted(name)}: it ${reason}.`,
      `For example: app-${name}`,
    );
  return {
    name,
    camel: camelCase(name),
    pascal: pascalCase(name),
    snake: name.replaceAll('-', '_'),
    title: titleCase(name),
  };
}

/** The shortest text that `moduleNames` reads as these names: `orders`, or `person/persons`. */
export function formatName({ singular, plural }: Pick<ModuleNames, 'singular' | 'plural'>): string {
  const read = inflect(plural);
  return read.singular === singular && read.plural === plural ? plural : `${singular}/${plural}`;
}

/** @throws UserError when two modules would share a file, a table or an identifier. */
export function refuseClashes(modules: readonly ModuleNames[]): void {
  const owners = new Map<string, string>();
  for (const { plural, camel, camelPlural } of modules) {
    const taken = [camel, camelPlural].find((identifier) => owners.has(identifier));
    if (taken) {
      throw new UserError(
        'USAGE',
        `The modules ${owners.get(taken)} and ${plural} would both use the name ${taken}.`,
        'Choose another name for one of them.',
      );
    }
    [camel, camelPlural].forEach((identifier) => owners.set(identifier, plural));
  }
}

interface Pair {
  readonly singular: string;
  readonly plural: string;
}

function readName(name: string): Pair {
  const [one = '', many, ...rest] = name.split('/');
  if (rest.length > 0)
    throw new UserError('USAGE', `${quoted(name)}: one slash at most, as in person/persons.`);
  [one, ...(many === undefined ? [] : [many])].forEach((part) => refuseShape(part, name));
  const pair = many === undefined ? inflect(one) : { singular: one, plural: many };
  if (pair.singular === pair.plural) {
    throw new UserError(
      'USAGE',
      `${quoted(name)}: the one and the many need two different words.`,
      `For example ${one}-item/${one}.`,
    );
  }
  [pair.singular, pair.plural].forEach((part) => refuseShape(part, name));
  return pair;
}

/** Only the last word bends: `order-items`, `people-groups`. */
function inflect(name: string): Pair {
  const start = name.lastIndexOf('-') + 1;
  const [before, word] = [name.slice(0, start), name.slice(start)];
  const singular = pluralize.singular(word);
  const plural = pluralize.plural(singular);
  return {
    singular: before + (singular === plural ? `${plural}-item` : singular),
    plural: before + plural,
  };
}

/** The rules of `src/names.ts` hold for both words, so that `event` and `events` are judged alike. */
function refuseShape(part: string, typed: string): void {
  const check = checkModuleName(part);
  if (check.ok) return;
  const { reason, suggestion = 'order-items' } = check;
  const subject = part === typed ? quoted(typed) : `${quoted(typed)} (${part})`;
  throw new UserError(
    'USAGE',
    `A module cannot be called ${subject}: ${reason}.`,
    `For example: ${suggestion}`,
  );
}

function refuseReserved(typed: string, names: ModuleNames): void {
  const reasons = [
    { word: names.plural, reason: whyNoModule(names.plural) },
    ...[names.camelPlural, names.camel].map((word) => ({ word, reason: whyNoVariable(word) })),
    ...[names.pascalPlural, names.pascal].map((word) => ({ word, reason: whyNoType(word) })),
  ];
  const found = reasons.find(({ reason }) => reason !== undefined);
  if (!found) return;
  throw new UserError(
    'USAGE',
    `A module cannot be called ${quoted(typed)}: ${found.word} ${found.reason}.`,
    `For example: app-${names.plural}`,
  );
}

const words = (name: string): readonly string[] => name.split('-');
const upper = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const pascalCase = (name: string): string => words(name).map(upper).join('');
const camelCase = (name: string): string =>
  words(name)
    .map((word, place) => (place === 0 ? word : upper(word)))
    .join('');
const titleCase = (name: string): string => upper(words(name).join(' '));
