/** Cases that are not run by the runner, and why: never silent, always counted. */
import type { Case } from './cases.ts';

const REASONS: Readonly<Record<string, string>> = {
  R01: 'nothing of a template can be missing in a package: tests/unit/compose/handlebars.test.ts',
  R03: 'templates are held to it where they are written: tests/unit/compose/escapes.test.ts',
  R08: 'not proved: no template of the package can be broken from outside',
  R09: 'every combination is held to it: tests/contract/trees.test.ts and types.*.test.ts',
  X06: 'tests/e2e/package.test.ts',
  X07: 'an audit of all combinations asks the registry: it is run by hand before a release',
  X08: 'tests/e2e/package.test.ts',
  X10: 'tests/e2e/package.test.ts',
  K11: 'not proved: it wants an install that hangs',
  K12: 'tests/unit/disk/later-steps.test.ts stops what an install started',
  E21: 'not proved: it wants a registry that hangs',
  P26: 'the race of tests/e2e/faults-all.test.ts',
  N37: 'not proved: it wants an install and a database',
};

export const whyElsewhere = ({ id }: Case): string | undefined => REASONS[id];

/** Where we do not yet do what the case asks for: held to fail, so that the row goes when it does. */
export const OPEN: Readonly<Record<string, string>> = {};
