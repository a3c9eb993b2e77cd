/** The schema of the answers: unknown in, typed out. The one place where flags, config files and manifests are checked. */
import { checkPackageName } from '../names.ts';
import type { Answers, Catalog, WorkshopAnswer } from '../types.ts';
import {
  freeText,
  layerId,
  list,
  oneOf,
  record,
  shown,
  text,
  unique,
  usage,
  yesNo,
  type Claim,
  type Reader,
  type Where,
} from './claims.ts';
import type { Draft } from './draft.ts';
import { PACKAGE_MANAGERS } from './flags.ts';
import { generatedAnswer, moduleAnswer, withoutClashes } from './module-answers.ts';
import { nearest } from './nearest.ts';

const READERS: { readonly [Key in keyof Required<Draft>]: Reader<NonNullable<Draft[Key]>> } = {
  name: (claim) => packageName(claim),
  description: (claim) => freeText(claim),
  level: (claim) => Number(layerId('level', claim)),
  database: (claim) => layerId('database', claim),
  features: (claim) => unique(list(claim).map((value) => layerId('feature', { ...claim, value }))),
  modules: (claim) => withoutClashes(list(claim).map((value) => moduleAnswer({ ...claim, value }))),
  example: (claim) => yesNo(claim),
  lessons: (claim) => yesNo(claim),
  packageManager: (claim) => oneOf(PACKAGE_MANAGERS, claim),
  starter: (claim) => layerId('starter', claim),
  workshop: (claim) => workshopAnswer(claim),
  kept: (claim) => unique(list(claim).map((value) => layerId('feature', { ...claim, value }))),
  generated: (claim) => list(claim).map((value) => generatedAnswer({ ...claim, value })),
  install: (claim) => yesNo(claim),
  git: (claim) => yesNo(claim),
};
export const KEYS = Object.keys(READERS) as readonly (keyof Draft)[];

/** Checks what is there; what is missing stays missing. */
export function readDraft(value: unknown, where: Where, catalog: Catalog): Draft {
  const given = Object.entries(record(value, where('answers')));
  return Object.fromEntries(
    given.map(([key, one]) => [
      key,
      readerOf(key, where)({ value: one, where: where(key), catalog }),
    ]),
  );
}

const OPTIONAL = ['starter', 'workshop', 'generated', 'kept'] as const;
const NO_ANSWERS: readonly (keyof Draft)[] = ['install', 'git', ...OPTIONAL];
const ANSWER_KEYS = KEYS.filter(
  (key): key is Exclude<keyof Answers, (typeof OPTIONAL)[number]> => !NO_ANSWERS.includes(key),
);

/** Answers that came later: what a file from before means by leaving them out. */
const LATER: Draft = { lessons: true };

/** Checks everything: no answer may be missing. */
export function readAnswers(value: unknown, where: Where, catalog: Catalog): Answers {
  const draft = { ...LATER, ...readDraft(value, where, catalog) };
  const missing = ANSWER_KEYS.filter((key) => draft[key] === undefined);
  if (missing.length > 0) throw usage(`${where('answers')}: ${missing.join(', ')} missing.`);
  const given = [...ANSWER_KEYS, ...OPTIONAL].filter((key) => draft[key] !== undefined);
  return Object.fromEntries(given.map((key) => [key, draft[key]])) as unknown as Answers;
}

function readerOf(key: string, where: Where): Reader<unknown> {
  const known = KEYS.find((one) => one === key);
  if (known) return READERS[known];
  const meant = nearest(key, KEYS);
  const hint = meant ? `Did you mean ${meant}?` : `Known keys: ${KEYS.join(', ')}`;
  throw usage(`${where(key)}: there is no such answer.`, hint);
}

function packageName(claim: Claim): string {
  const name = text(claim);
  const check = checkPackageName(name);
  if (check.ok) return name;
  throw usage(
    `${claim.where}: ${shown(name)} cannot be the name: ${check.reason}.`,
    check.suggestion ? `Try ${check.suggestion}` : '',
  );
}

/** Which steps there are is known once the starter is. */
function workshopAnswer(claim: Claim): WorkshopAnswer {
  const { solved } = record(claim.value, claim.where);
  const ids = list({ ...claim, value: solved }).map((value) => text({ ...claim, value }));
  return { solved: unique(ids) };
}
