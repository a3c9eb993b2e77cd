/** What a `create --template` is going to do: shown, asked about, then written. */
import { pathArgument } from '../../answers/reproduce.ts';
import type { Target } from '../../disk/target.ts';
import { sizeOf } from '../../disk/secrets.ts';
import { printable, shellQuote } from '../../names.ts';
import { whyNotInstalled } from '../../starters/installing.ts';
import { scriptsIn } from '../../starters/package-json.ts';
import type { Template } from '../../starters/template.ts';
import { treeOf } from '../../starters/tree.ts';
import type { Tree } from '../../types.ts';
import { VERSION } from '../../version.ts';
import type { Styled } from '../output.ts';
import { filesAndCommand } from '../plan-text.ts';
import type { TemplateWish } from './wish.ts';

export interface TemplatePlan {
  readonly place: string;
  readonly target: Target;
  readonly template: Template;
  readonly name: string;
  readonly tree: Tree;
  readonly answers: TemplateWish['answers'];
  /** why nothing is installed, although it was asked for */
  readonly notInstalled?: string | undefined;
  /** names of the scripts in package.json */
  readonly scripts: readonly string[];
  readonly warnings: readonly string[];
  readonly command: string;
}

export interface Settled {
  readonly wish: TemplateWish;
  readonly place: string;
  readonly target: Target;
  readonly template: Template;
}

export function makeTemplatePlan({ wish, place, target, template }: Settled): TemplatePlan {
  const name = wish.name ?? target.name;
  const { tree, warnings } = treeOf(template, name);
  const manifest = template.files.find(({ path }) => path === 'package.json');
  const notInstalled = wish.answers.install ? whyNotInstalled(template.files) : undefined;
  return {
    place,
    target,
    template,
    name,
    tree,
    answers: { ...wish.answers, install: wish.answers.install && notInstalled === undefined },
    notInstalled,
    scripts: manifest ? Object.keys(scriptsIn(manifest)) : [],
    warnings: [...target.warnings, ...warnings],
    command: commandOf({ wish, place, target, template }),
  };
}

/** With the commit and the digest, so that it is the same again or nothing. */
function commandOf({ wish, place, target, template: { origin } }: Settled): string {
  const { name, answers, allowed } = wish;
  const source = origin.commit ? `${origin.source}#${origin.commit}` : wish.template;
  return [
    ...['npx', `create-backendbytes@${VERSION}`, pathArgument(place)],
    ...(name === undefined || name === target.name ? [] : ['--name', name]),
    ...['--template', source, '--template-digest', origin.sha256],
    ...allowed.flatMap((path) => ['--template-allow', path]),
    ...['--package-manager', answers.packageManager],
    answers.install ? '--install' : '--no-install',
    answers.git ? '--git' : '--no-git',
    '--yes',
  ]
    .map(shellQuote)
    .join(' ');
}

export function templateText(plan: TemplatePlan, styled: Styled): readonly string[] {
  const { name, target, template, tree, scripts, command } = plan;
  const { source, url, commit, sha256 } = template.origin;
  const rows = [
    ['template', source],
    ['from', url],
    ['commit', commit],
    ['digest', sha256],
    ['scripts', scripts.join(', ')],
  ].filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
  return [
    styled('bold', `${name} in ${printable(target.dir)}`),
    '',
    ...rows.map(([what, value]) => `  ${styled('cyan', what.padEnd(8))}  ${printable(value)}`),
    '',
    `  ${styled('dim', 'These files are not ours. None of them was run, or will be by this command.')}`,
    '',
    ...filesAndCommand({ tree, command }, styled),
  ];
}

export const templateDocument = (plan: TemplatePlan): object => ({
  generator: VERSION,
  dir: plan.target.dir,
  name: plan.name,
  template: plan.template.origin,
  scripts: plan.scripts,
  files: [...plan.tree].map(([path, file]) => ({ path, bytes: sizeOf(file), isPrivate: false })),
  command: plan.command,
  warnings: plan.warnings,
});
