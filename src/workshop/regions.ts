/** What somebody wrote, with one step taken back or filled in. Edits that do not touch the step stay. */
import { diffLines } from 'diff';

export interface StepTexts {
  /** the file before the step, as we would write it */
  readonly before: string;
  /** with the step, as we would write it */
  readonly solved: string;
  readonly mine: string;
}

/** The step as it was before anybody wrote it. */
export function withoutStep({ before, solved, mine }: StepTexts): string {
  const step = editsOf(before, solved);
  return apply(before, untouched(editsOf(before, mine), step));
}

/** The step as we would have written it. */
export function withSolution({ before, solved, mine }: StepTexts): string {
  const step = editsOf(before, solved);
  return apply(before, [...untouched(editsOf(before, mine), step), ...step]);
}

/** Lines `from` up to, not including, `to` become these. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly lines: string;
}

function editsOf(before: string, after: string): readonly Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const { added, removed, value, count = 0 } of diffLines(before, after)) {
    const last = edits.at(-1);
    if (removed) edits.push({ from: at, to: at + count, lines: '' });
    else if (added && last?.to === at && last.lines === '' && last.from < at)
      edits[edits.length - 1] = { ...last, lines: value };
    else if (added) edits.push({ from: at, to: at, lines: value });
    if (!added) at += count;
  }
  return edits;
}

const untouched = (edits: readonly Edit[], step: readonly Edit[]): readonly Edit[] =>
  edits.filter((edit) => !step.some((other) => overlap(edit, other)));

/** What is added between two lines meets what is changed right beside it. */
function overlap(one: Edit, other: Edit): boolean {
  const isBetween = one.from === one.to || other.from === other.to;
  return isBetween
    ? one.from <= other.to && other.from <= one.to
    : one.from < other.to && other.from < one.to;
}

function apply(text: string, edits: readonly Edit[]): string {
  const lines = text.split(/(?<=\n)/);
  const inOrder = [...edits].sort((a, b) => a.from - b.from || a.to - b.to);
  const parts = inOrder.map(({ from, lines: added }, place) => {
    const end = inOrder[place - 1]?.to ?? 0;
    return lines.slice(end, from).join('') + added;
  });
  return parts.join('') + lines.slice(inOrder.at(-1)?.to ?? 0).join('');
}
