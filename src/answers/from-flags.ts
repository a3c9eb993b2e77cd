import type { Catalog } from '../types.ts';
import type { Draft } from './draft.ts';
import { ANSWER_FLAGS, type AnswerFlag, type Given } from './flags.ts';
import { readDraft } from './schema.ts';

/** Of two flags for one answer the later one counts; repeatable ones add up. */
export function answersFromFlags(given: readonly Given[], catalog: Catalog): Draft {
  const rows = given.flatMap(({ flag, value }) => {
    const row = ANSWER_FLAGS.find(({ name }) => name === flag.name);
    return row ? [{ row, value: value ?? '' }] : [];
  });
  const winners = new Map(rows.map(({ row }) => [row.key as string, row]));
  const values = (row: AnswerFlag) =>
    rows.filter((other) => other.row === row).map(({ value }) => value);
  const answers = Object.fromEntries(
    [...winners].map(([key, row]) => [key, row.read(values(row))]),
  );
  return readDraft(answers, (key) => `--${winners.get(key)?.name ?? key}`, catalog);
}
