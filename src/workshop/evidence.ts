/** Rows of the checklist, each with what speaks for it: passed checks, a tick, or nothing yet. */
import { atoms, holds } from '../catalog/conditions.ts';
import { factsOf } from '../resolve/resolve.ts';
import type { Blueprint, ChecklistRow } from '../types.ts';
import { progressOf, type Progress } from './progress.ts';
import type { Step } from './steps.ts';

export interface Evidence {
  readonly id: string;
  readonly claim: string;
  /** shown: all its checks pass · open: some do not · ticked: its owner says so · question: still to be answered */
  readonly state: 'shown' | 'open' | 'ticked' | 'question';
  readonly isTicked: boolean;
  readonly checks: readonly {
    readonly step: string;
    readonly passedAt?: string;
    readonly hints: number;
  }[];
  /** how to show it to somebody */
  readonly shownBy: string;
}

export interface Given {
  readonly blueprint: Blueprint;
  readonly steps: readonly Step[];
  readonly progress: Progress;
  /** docs/checklist.md as its owner has it */
  readonly checklist: string;
}

export function evidenceOf(given: Given): readonly Evidence[] {
  const facts = factsOf(given.blueprint);
  return given.blueprint.chosen
    .flatMap(({ layer }) => layer.checklist ?? [])
    .filter(({ when }) => atoms(when).length === 0 || holds(when, facts))
    .map((row) => evidenceFor(row, given));
}

function evidenceFor(
  { id, claim, shownBy }: ChecklistRow,
  { steps, progress, checklist }: Given,
): Evidence {
  const checks = steps
    .filter(({ shows }) => shows.includes(id))
    .map((step) => ({ step: step.id, ...progressOf(progress, step.id) }));
  const isTicked = checklist
    .split('\n')
    .some((line) => /^- \[[xX]\]/.test(line) && line.includes(`**${id}**`));
  return { id, claim, state: stateOf(checks, isTicked), isTicked, checks, shownBy };
}

function stateOf(checks: Evidence['checks'], isTicked: boolean): Evidence['state'] {
  if (checks.length === 0) return isTicked ? 'ticked' : 'question';
  return checks.every(({ passedAt }) => passedAt !== undefined) ? 'shown' : 'open';
}

const TITLES: readonly (readonly [Evidence['state'], string])[] = [
  ['shown', 'Shown by checks'],
  ['open', 'Checks still to pass'],
  ['ticked', 'Said by its owner'],
  ['question', 'To be asked'],
];

export function evidenceText(title: string, rows: readonly Evidence[]): string {
  const sections = TITLES.flatMap(([state, heading]) => {
    const some = rows.filter((row) => row.state === state);
    return some.length === 0 ? [] : [`## ${heading}`, some.map(lineOf).join('\n')];
  });
  return `${[`# ${title}`, ...sections].join('\n\n')}\n`;
}

const lineOf = ({ id, claim, checks, shownBy }: Evidence): string => {
  const passed = checks.map(({ step, passedAt, hints }) =>
    [step, passedAt ?? 'not passed', ...(hints > 0 ? [`${hints} hints`] : [])].join(', '),
  );
  const about = checks.length > 0 ? passed.join('; ') : `to show it: ${shownBy}`;
  return `- **${id}** ${claim} (${about})`;
};
