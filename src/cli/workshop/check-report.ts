/** What a round of checks found: for people, for programs, and for CI. */
import { printable } from '../../names.ts';
import type { Output } from '../output.ts';
import type { Round, StepResult } from './run-checks.ts';

const MARKS = {
  passed: ['green', '✔'],
  failed: ['red', '✖'],
  'not-run': ['dim', '·'],
} as const;

export function sayRound({ cause, results, errors, differing }: Round, output: Output): void {
  const { say, styled } = output;
  const first = results.find(({ state }) => state !== 'passed');
  if (cause) {
    say(`${styled('red', '✖')} ${printable(cause.message)}`);
    cause.detail.forEach((line) => say(styled('dim', `    ${printable(line)}`)));
  } else results.forEach((result) => sayStep(result, result === first, output));
  if (first && errors.length > 0) say('    The app logged:');
  if (first) errors.forEach((line) => say(styled('dim', `        ${printable(line)}`)));
  differing.forEach((file) =>
    output.note(`Your ${printable(file)} differs from the packaged checks; those were run.`),
  );
}

/** Only the first step that fails is told at length: the others wait for it, or come next. */
function sayStep(
  { step, state, tests }: StepResult,
  isFirst: boolean,
  { say, styled }: Output,
): void {
  const [style, mark] = MARKS[state];
  const passed = tests.filter(({ isPassed }) => isPassed).length;
  const count = state === 'failed' ? `: ${passed} of ${tests.length} checks pass` : '';
  const about = styled('dim', `${step.id}${count}`);
  say(`${styled(style, mark)} ${Number(step.number)}. ${step.title} ${about}`);
  if (!isFirst) return;
  for (const { name, message = '' } of tests.filter(({ isPassed }) => !isPassed)) {
    say(`    ${styled('red', '✖')} ${printable(name)}`);
    message.split('\n').forEach((line) => say(styled('dim', `        ${printable(line)}`)));
  }
}

export const roundDocument = ({ cause, results, errors, differing }: Round): object => ({
  ...(cause && { cause }),
  steps: results.map(({ step, state, tests }) => ({
    id: step.id,
    title: step.title,
    state,
    tests,
  })),
  errors,
  differing,
});

/** A suite a step; a step that could not run is an error with the cause. */
export function junit({ cause, results }: Round): string {
  const suites = results.map(({ step, tests }) => {
    const rows = tests.map(({ name, isPassed, message = 'failed' }) =>
      isPassed
        ? testcase(step.id, name)
        : testcase(step.id, name, `<failure message="${xml(message)}"/>`),
    );
    const missing = testcase(
      step.id,
      step.title,
      `<error message="${xml(cause?.message ?? 'not run')}"/>`,
    );
    const failures = tests.filter(({ isPassed }) => !isPassed).length;
    const [count, errors] = rows.length > 0 ? [rows.length, 0] : [1, 1];
    const numbers = `tests="${count}" failures="${failures}" errors="${errors}"`;
    const body = rows.length > 0 ? rows : [missing];
    return [`  <testsuite name="${xml(step.id)}" ${numbers}>`, ...body, '  </testsuite>'].join(
      '\n',
    );
  });
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites];
  return [...lines, '</testsuites>', ''].join('\n');
}

const testcase = (suite: string, name: string, inner = ''): string => {
  const start = `    <testcase classname="${xml(suite)}" name="${xml(name)}"`;
  return inner === '' ? `${start}/>` : `${start}>${inner}</testcase>`;
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

const xml = (text: string): string =>
  printableLines(text).replaceAll(/[&<>"\n]/g, (letter) => ENTITIES[letter] ?? letter);

/** Control characters are no XML, whatever they are written as. */
const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');
