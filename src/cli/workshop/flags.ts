/** The commands of a learner. */
import { COMMON, JSON_FLAG, type Command } from '../command.ts';

export const CHECK: Command = {
  name: 'backendbytes check',
  about: 'of a workshop: starts your app with its services, and runs the packaged checks',
  argument: '[step]',
  flags: [
    { name: 'watch', about: 'again after each edit' },
    { name: 'junit', value: '<file>', about: 'also a report that CI can read' },
    JSON_FLAG,
    ...COMMON,
  ],
};

export const HINT: Command = {
  name: 'backendbytes hint',
  about: 'of a workshop: one hint more each time',
  argument: '[step]',
  flags: [JSON_FLAG, ...COMMON],
};

export const SOLUTION: Command = {
  name: 'backendbytes solution',
  about: 'of a workshop: how we would write a step, as diffs; writes nothing',
  argument: '[step]',
  flags: [
    {
      name: 'from',
      value: '<what>',
      allowed: () => ['mine', 'start'],
      about: 'what the diff begins with',
    },
    JSON_FLAG,
    ...COMMON,
  ],
};

export const NEXT: Command = {
  name: 'backendbytes next',
  about: 'of a workshop: what to read, write and check now',
  flags: [JSON_FLAG, ...COMMON],
};

export const RESET: Command = {
  name: 'backendbytes reset',
  about: 'of a workshop: a step, or all, as it was before you wrote it; keeps a copy',
  argument: '[step]',
  flags: [JSON_FLAG, ...COMMON],
};

export const PROGRESS: Command = {
  name: 'backendbytes progress',
  about: 'of a workshop: which steps are passed, and how many hints they took',
  flags: [JSON_FLAG, ...COMMON],
};

export const REPORT: Command = {
  name: 'backendbytes report',
  about: 'what speaks for each row of docs/checklist.md: checks, ticks, questions',
  flags: [JSON_FLAG, ...COMMON],
};

export const WORKSHOP_COMMANDS: readonly Command[] = [
  CHECK,
  HINT,
  SOLUTION,
  NEXT,
  RESET,
  PROGRESS,
  REPORT,
];
