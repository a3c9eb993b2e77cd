/**
 * The regions of a template that a learner writes: solution and start in one source.
 *
 *   // exercise todo/create        its steps; the region is open as long as all of them are
 *   …the solution…
 *   // instead
 *   // …what stands there until the learner has written it…
 *   // end exercise
 *
 * Lines of their own, `--` in place of `//` in SQL; one region may lie in the solution of another.
 */
const BEGIN = /^\s*(?:\/\/|--) exercise (\S.*)$/;
const INSTEAD = /^\s*(?:\/\/|--) instead$/;
const END = /^\s*(?:\/\/|--) end exercise$/;
const COMMENTED = /^(\s*)(?:\/\/|--) ?(.*)$/;

/** What `compose/fit.ts` puts where a list begins; a mark may stand right behind it. */
const LIST_BEGINS = /^[\ud800-\udfff]*/;

/** `todo/create`: the starter and the step. */
export type Mark = string;

/** Other languages have no comment of one line, or nothing to write. */
const LANGUAGES = /\.(?:ts|mts|js|mjs|sql)(?:\.hbs)?$/;

interface Region {
  readonly steps: readonly Mark[];
  readonly solution: Content[];
  readonly instead: string[];
}

type Content = string | Region;

export const hasMarks = (text: string): boolean =>
  text.split('\n').some((line) => BEGIN.test(line) || END.test(line));

/** The steps that a text names. */
export const stepsIn = (text: string): readonly Mark[] => [
  ...new Set(text.split('\n').flatMap((line) => stepsOf(line) ?? [])),
];

/** @throws Error when marks stand where they have no meaning, or do not close. */
export function refuseWrongMarks(path: string, text: string): void {
  if (!LANGUAGES.test(path)) throw new Error(`${path}: exercises are marked in TypeScript and SQL`);
  try {
    read(text);
  } catch (cause) {
    throw new Error(`${path}:${(cause as Error).message}`, { cause });
  }
}

/** The text as somebody sees it who has the open steps before them; without an open one, the solution. */
export const withoutMarks = (text: string, isOpen: (step: Mark) => boolean = () => false): string =>
  linesOf(read(text), isOpen).join('\n');

function linesOf(content: readonly Content[], isOpen: (step: Mark) => boolean): readonly string[] {
  return content.flatMap((one) => {
    if (typeof one === 'string') return [one];
    return one.steps.every(isOpen) ? one.instead : linesOf(one.solution, isOpen);
  });
}

const stepsOf = (line: string): readonly Mark[] | undefined =>
  BEGIN.exec(line)?.[1]?.trim().split(/\s+/);

interface Place {
  readonly region: Region;
  /** where it began */
  readonly line: number;
  isInstead: boolean;
}

function read(text: string): readonly Content[] {
  const whole: Content[] = [];
  const open: Place[] = [];
  text.split('\n').forEach((given, row) => {
    const [begun = ''] = LIST_BEGINS.exec(given) ?? [];
    const line = given.slice(begun.length);
    const inner = open.at(-1);
    const content = inner?.region.solution ?? whole;
    const steps = stepsOf(line);
    if (steps) {
      if (inner?.isInstead)
        throw new Error(`${row + 1}: an exercise begins in what stands instead`);
      if (begun !== '') content.push(begun);
      const region = { steps, solution: [], instead: [] };
      content.push(region);
      open.push({ region, line: row + 1, isInstead: false });
    } else if (inner && INSTEAD.test(line)) inner.isInstead = true;
    else if (END.test(line)) {
      if (!open.pop()) throw new Error(`${row + 1}: the end of no exercise`);
    } else if (inner?.isInstead) inner.region.instead.push(uncommented(line, row + 1));
    else content.push(given);
  });
  const unclosed = open.at(-1);
  if (unclosed) throw new Error(`${unclosed.line}: an exercise that has no end`);
  return whole;
}

function uncommented(line: string, row: number): string {
  const [, indent, rest] = COMMENTED.exec(line) ?? [];
  if (rest === undefined) throw new Error(`${row}: what stands instead is commented out`);
  return rest === '' ? '' : `${indent}${rest}`;
}
