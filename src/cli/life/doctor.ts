/** `doctor`: what a project's owner would check by hand before asking for help. Reads, repairs only what a stopped command left. */
import { MANIFEST } from '../../compose/compose.ts';
import { digest } from '../../compose/digest.ts';
import { repositoryAround } from '../../disk/git.ts';
import { readFiles } from '../../disk/read.ts';
import { recover, type Recovery } from '../../disk/transaction.ts';
import { EXIT } from '../../errors.ts';
import { printable } from '../../names.ts';
import { resolve } from '../../resolve/resolve.ts';
import { VERSION } from '../../version.ts';
import type { Exit } from '../exit.ts';
import type { Tools } from './apply.ts';
import { findRoot, readProject, type Project } from './project.ts';

export interface Finding {
  readonly level: 'ok' | 'note' | 'problem';
  readonly text: string;
}

export async function doctor({ cwd, catalog, output }: Tools): Promise<Exit> {
  const root = findRoot(cwd);
  const recovery = await recover(root);
  const project = readProject(root, catalog);
  resolve(project.manifest.answers, catalog);
  const findings = [
    ...recovered(recovery),
    ...version(project),
    ...drift(project),
    ...git(root),
    { level: 'note', text: 'Servers, ports and Node: npm run doctor' } as const,
  ];
  const marks = { ok: ['green', '✔'], note: ['dim', '·'], problem: ['red', '✖'] } as const;
  findings.forEach(({ level, text }) =>
    output.say(`${output.styled(marks[level][0], marks[level][1])} ${text}`),
  );
  const exit = findings.some(({ level }) => level === 'problem') ? EXIT.refused : EXIT.ok;
  if (output.isJson) output.document({ schema: 1, ok: exit === EXIT.ok, exitCode: exit, findings });
  return exit;
}

function recovered(recovery: Recovery | undefined): readonly Finding[] {
  if (!recovery) return [];
  const kept = recovery.kept.map(({ path, copy }): Finding => ({
    level: 'problem',
    text: `${printable(path)} was edited while a stopped command was half done: your text is kept${copy ? `, the one from before is ${printable(copy)}` : ''}`,
  }));
  return [
    {
      level: 'note',
      text: `a stopped command was undone: ${recovery.undone.length} files put back`,
    },
    ...kept,
  ];
}

function version({ manifest: { generator } }: Project): readonly Finding[] {
  return generator === VERSION
    ? [{ level: 'ok', text: `made by version ${generator}, which is the one that runs` }]
    : [
        {
          level: 'problem',
          text: `made by version ${generator}, you run ${VERSION}: commands that change files need the version that made it`,
        },
      ];
}

/** What the owner edited and deleted is theirs to do: it is told, not judged. */
function drift({ root, manifest }: Project): readonly Finding[] {
  const paths = Object.keys(manifest.files).filter((path) => path !== MANIFEST);
  const files = readFiles(root, paths);
  const gone = paths.filter((path) => files.get(path)?.kind === 'absent');
  const edited = paths.filter((path) => isEdited(files.get(path), manifest.files[path]));
  const untouched = paths.length - gone.length - edited.length;
  return [
    {
      level: 'ok',
      text: `${untouched} of ${paths.length} generated files are as they were written`,
    },
    ...list('edited by you', edited),
    ...list('deleted by you', gone),
  ];
}

const isEdited = (
  file: ReturnType<typeof readFiles> extends ReadonlyMap<string, infer One>
    ? One | undefined
    : never,
  written: string | undefined,
): boolean => (file?.kind === 'text' ? digest(file.text) !== written : file?.kind !== 'absent');

const list = (what: string, paths: readonly string[]): readonly Finding[] =>
  paths.length === 0
    ? []
    : [
        {
          level: 'note',
          text: `${what}: ${paths.slice(0, 10).map(printable).join(', ')}${paths.length > 10 ? ` and ${paths.length - 10} more` : ''}`,
        },
      ];

const git = (root: string): readonly Finding[] =>
  repositoryAround(root) === undefined
    ? [
        {
          level: 'note',
          text: 'no git repository: git init, so that every change can be looked at and taken back',
        },
      ]
    : [{ level: 'ok', text: 'under git' }];
