/** `doctor`: what a project's owner would check by hand before asking for help. Reads, repairs only what a stopped command left. */
import { recover } from '../../disk/transaction.ts';
import { EXIT } from '../../errors.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Catalog } from '../../types.ts';
import type { Exit } from '../exit.ts';
import type { Tools } from '../life/apply.ts';
import {
  findRoot,
  readProject,
  readTemplateProject,
  type TemplateProject,
} from '../life/project.ts';
import type { Finding } from './finding.ts';
import { environmentOf, nodeVersion, packageManager, ports, scripts, servers } from './machine.ts';
import { drift, gitState, recovered, template, underGit, version } from './project.ts';

export async function doctor({ cwd, catalog, output }: Tools): Promise<Exit> {
  const findings = await examine(cwd, catalog);
  const marks = { ok: ['green', '✔'], note: ['dim', '·'], problem: ['red', '✖'] } as const;
  findings.forEach(({ level, text, next }) => {
    output.say(`${output.styled(marks[level][0], marks[level][1])} ${text}`);
    if (next !== undefined) output.say(output.styled('dim', `    ${next}`));
  });
  const exit = isHealthy(findings) ? EXIT.ok : EXIT.refused;
  if (output.isJson) output.document({ schema: 1, ok: exit === EXIT.ok, exitCode: exit, findings });
  return exit;
}

export const isHealthy = (findings: readonly Finding[]): boolean =>
  !findings.some(({ level }) => level === 'problem');

export async function examine(cwd: string, catalog: Catalog): Promise<readonly Finding[]> {
  const root = findRoot(cwd);
  const recovery = await recover(root);
  const foreign = readTemplateProject(root);
  if (foreign) return [...recovered(recovery), ...(await ofTemplate(foreign))];
  const project = readProject(root, catalog);
  const blueprint = resolve(project.manifest.answers, catalog);
  const env = environmentOf(root);
  return [
    ...recovered(recovery),
    version(project),
    ...drift(project),
    ...(await underGit(project)),
    nodeVersion(root),
    await packageManager(root, blueprint),
    scripts(root),
    ...(await ports(blueprint, env)),
    ...(await servers(blueprint, env)),
  ];
}

/** Files of somebody else: what holds for any project on this machine. */
const ofTemplate = async (project: TemplateProject): Promise<readonly Finding[]> => [
  template(project),
  ...drift(project),
  (await gitState(project.root))[0],
  nodeVersion(project.root),
  scripts(project.root),
];
