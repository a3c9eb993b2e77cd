/** The plan for people: what is chosen and why, the files, and how to get the same again. */
import { formatModule } from '../modules/options.ts';
import { printable } from '../names.ts';
import type { Chosen } from '../types.ts';
import { fileTree } from './file-tree.ts';
import type { Styled } from './output.ts';
import type { Plan } from './plan.ts';

export function planText(
  { target, blueprint, tree, answers, command }: Plan,
  styled: Styled,
): readonly string[] {
  return [
    styled('bold', `${answers.name} in ${printable(target.dir)}`),
    '',
    ...layerRows(blueprint.chosen, styled),
    ...blueprint.modules.map((module) => styled('dim', `  module ${formatModule(module)}`)),
    '',
    ...filesAndCommand({ tree, command }, styled),
  ];
}

/** How every plan ends, wherever its files come from. */
export const filesAndCommand = (
  { tree, command }: Pick<Plan, 'tree' | 'command'>,
  styled: Styled,
): readonly string[] => [
  styled('bold', `${tree.size} files`),
  ...fileTree([...tree.keys()]),
  '',
  styled('bold', 'The same again'),
  `  ${command}`,
];

/** `Redis  what it is for  (needed by queue)` */
function layerRows(chosen: readonly Chosen[], styled: Styled): readonly string[] {
  const shown = chosen.filter(({ layer }) => !['module', 'project'].includes(layer.kind));
  const width = Math.max(...shown.map(({ layer }) => layer.title.length));
  return shown.map(({ layer, reason }) => {
    const why = styled('dim', `(${reason})`);
    return `  ${styled('cyan', layer.title.padEnd(width))}  ${layer.hint} ${why}`;
  });
}
