/** Commands that work as printed: only scripts that exist, paths quoted for the shell. */
import { pathArgument } from '../answers/reproduce.ts';
import { printable, shellQuote } from '../names.ts';
import type { Tree } from '../types.ts';
import { BACKENDBYTES } from '../version.ts';
import { runScript } from './package-manager.ts';
import type { Plan } from './plan.ts';

export interface NextStep {
  readonly command: string;
  readonly about: string;
}

export interface Done {
  readonly isInstalled: boolean;
}

/** To run it and to test it: what works at once, with nothing set. */
const MOST = 2;

export function nextSteps(
  plan: Pick<Plan, 'place' | 'answers' | 'blueprint' | 'tree'>,
  done: Done,
): readonly NextStep[] {
  const { packageManager } = plan.answers;
  const scripts = scriptsOf(plan.tree);
  const named = plan.blueprint.chosen.flatMap(({ layer }) => Object.entries(layer.scripts ?? {}));
  const worth = [...new Map(named)].filter(([name]) => scripts.has(name)).slice(0, MOST);
  return [
    ...goThere(plan),
    ...(done.isInstalled
      ? []
      : [{ command: `${packageManager} install`, about: 'fetches the dependencies' }]),
    ...(plan.answers.workshop
      ? [
          {
            command: `${BACKENDBYTES} next`,
            about: 'the first step: what to read, write and check',
          },
        ]
      : []),
    ...worth.map(([name, about]) => ({ command: runScript(packageManager, name), about })),
  ];
}

/** Of a template: what it has is not ours to recommend, so only what comes first, and where to read on. */
export function templateSteps(
  plan: Pick<Plan, 'place' | 'tree'> & {
    readonly answers: Pick<Plan['answers'], 'packageManager'>;
  },
  done: Done,
): readonly NextStep[] {
  const install = `${plan.answers.packageManager} install --ignore-scripts`;
  const isNode = plan.tree.has('package.json');
  return [
    ...goThere(plan),
    ...(plan.tree.has('README.md') ? [{ command: 'less README.md', about: 'what it is' }] : []),
    ...(plan.tree.has('.env.example')
      ? [{ command: 'cp .env.example .env', about: 'then fill in what is empty' }]
      : []),
    ...(done.isInstalled || !isNode ? [] : [{ command: install, about: 'fetches its packages' }]),
    ...(isNode ? [{ command: 'npm run', about: 'lists its scripts' }] : []),
  ];
}

const goThere = ({ place }: Pick<Plan, 'place'>): readonly NextStep[] =>
  place === '.' ? [] : [{ command: `cd ${shellQuote(pathArgument(place))}`, about: '' }];

export function nextStepsText(steps: readonly NextStep[]): readonly string[] {
  const width = Math.max(...steps.map(({ command }) => command.length));
  return steps.map(({ command, about }) =>
    `  ${printable(command).padEnd(width)}  ${about}`.trimEnd(),
  );
}

function scriptsOf(tree: Tree): ReadonlySet<string> {
  const text = tree.get('package.json')?.text ?? '{}';
  const { scripts = {} } = JSON.parse(text) as {
    readonly scripts?: Readonly<Record<string, string>>;
  };
  return new Set(Object.keys(scripts));
}
