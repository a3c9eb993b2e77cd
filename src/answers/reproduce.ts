/** The command that gives the same bytes again, whoever types it wherever. */
import { formatModule } from '../modules/options.ts';
import { shellQuote } from '../names.ts';
import type { Answers } from '../types.ts';
import { VERSION } from '../version.ts';
import { describe, type LaterSteps } from './draft.ts';
import { NO_FEATURES } from './flags.ts';

export const reproduce = (dir: string, answers: Answers & LaterSteps): string =>
  ['npx', `create-backendbytes@${VERSION}`, ...reproduceArguments(dir, answers)]
    .map(shellQuote)
    .join(' ');

/** Every answer is spelled out, so that nothing depends on defaults, and nothing is asked. */
export const reproduceArguments = (
  dir: string,
  answers: Answers & LaterSteps,
): readonly string[] => [
  pathArgument(dir),
  ...(answers.name === lastPart(dir) ? [] : flag('name', answers.name)),
  ...(answers.description === describe(answers.name)
    ? []
    : flag('description', answers.description)),
  ...(answers.starter === undefined ? [] : flag('starter', answers.starter)),
  ...flag('level', String(answers.level)),
  ...flag('database', answers.database),
  ...flag('features', answers.features.join(',') || NO_FEATURES),
  ...answers.modules.flatMap((module) => flag('module', formatModule(module))),
  ...exampleFlag(answers),
  ...(answers.lessons ? [] : ['--no-lessons']),
  ...flag('package-manager', answers.packageManager),
  answers.install ? '--install' : '--no-install',
  answers.git ? '--git' : '--no-git',
];

/** A starter comes without the example, everything else with it. */
function exampleFlag({ example, starter }: Answers): readonly string[] {
  if (example === (starter === undefined)) return [];
  return [example ? '--example' : '--no-example'];
}

// A folder called -x would be read as a flag.
export const pathArgument = (path: string): string => (path.startsWith('-') ? `./${path}` : path);

const lastPart = (dir: string): string => dir.split(/[/\\]/).findLast((part) => part !== '') ?? dir;

// A value that starts with a dash would be read as the next flag.
const flag = (name: string, value: string): readonly string[] =>
  value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
