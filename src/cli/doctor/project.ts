/** The project itself: its manifest against the disk, its version, its git. */
import { MANIFEST } from '../../compose/compose.ts';
import { digest } from '../../compose/digest.ts';
import { readBase } from '../../disk/base-ref.ts';
import { git, repositoryAround } from '../../disk/git.ts';
import { readFiles, type FileOnDisk } from '../../disk/read.ts';
import type { Recovery } from '../../disk/transaction.ts';
import { printable } from '../../names.ts';
import { VERSION } from '../../version.ts';
import { unfinishedIn } from '../life/clean-tree.ts';
import type { Project, TemplateProject } from '../life/project.ts';
import { isNewer } from '../life/versions.ts';
import { note, ok, problem, type Finding } from './finding.ts';

/** Of both kinds of projects: what was written. */
type Written = Pick<Project | TemplateProject, 'root'> & {
  readonly manifest: Pick<Project['manifest'], 'files'>;
};

export function recovered(recovery: Recovery | undefined): readonly Finding[] {
  if (!recovery) return [];
  const kept = recovery.kept.map(({ path, copy }) => {
    const other = copy ? `, the one from before is ${printable(copy)}` : '';
    const text = `${printable(path)} was edited while a stopped command was half done: your text is kept${other}`;
    return problem('recovery', text);
  });
  return [
    note('recovery', `a stopped command was undone: ${recovery.undone.length} files put back`),
    ...kept,
  ];
}

export function version({ manifest: { generator } }: Project): Finding {
  if (generator === VERSION)
    return ok('version', `made by version ${generator}, which is the one that runs`);
  const text = `made by version ${printable(generator)}, you run ${VERSION}`;
  return isNewer(generator, VERSION)
    ? problem('version', text, 'npx --package create-backendbytes@latest backendbytes doctor')
    : problem('version', text, 'backendbytes update');
}

export function template({ manifest }: TemplateProject): Finding {
  const { source, commit } = manifest.template;
  const at = commit === undefined ? '' : ` at commit ${printable(commit)}`;
  return note(
    'template',
    `made from the template ${printable(source)}${at}: it has no layers of ours to add to, level up or update`,
  );
}

/** What the owner edited and deleted is theirs to do: it is told, not judged. */
export function drift({ root, manifest }: Written): readonly Finding[] {
  const paths = Object.keys(manifest.files).filter((path) => path !== MANIFEST);
  const files = readFiles(root, paths);
  const gone = paths.filter((path) => files.get(path)?.kind === 'absent');
  const edited = paths.filter((path) => isEdited(files.get(path), manifest.files[path]));
  const untouched = paths.length - gone.length - edited.length;
  return [
    ok('drift', `${untouched} of ${paths.length} generated files are as they were written`),
    ...list('edited by you', edited),
    ...list('deleted by you', gone),
  ];
}

const isEdited = (file: FileOnDisk | undefined, written: string | undefined): boolean =>
  file && 'digest' in file ? file.digest !== written : file?.kind !== 'absent';

const MANY = 10;

function list(what: string, paths: readonly string[]): readonly Finding[] {
  if (paths.length === 0) return [];
  const more = paths.length > MANY ? ` and ${paths.length - MANY} more` : '';
  return [note('drift', `${what}: ${paths.slice(0, MANY).map(printable).join(', ')}${more}`)];
}

export async function underGit({ root, manifest }: Project): Promise<readonly Finding[]> {
  const [state, isUnder] = await gitState(root, ': level-up and update want a clean tree');
  if (!isUnder) return [state];
  const base = await readBase(root, (tree) =>
    Object.entries(manifest.files).every(
      ([path, sha]) => digest(tree.get(path)?.text ?? '') === sha,
    ),
  );
  const kept = base
    ? ok('base', 'git keeps what was generated last: update needs no network')
    : note(
        'base',
        'git does not keep what was generated last: update will ask npm for that version',
      );
  return [state, kept];
}

/** What git says of the tree; false: there is nothing more to ask it. */
export async function gitState(
  root: string,
  consequence = '',
): Promise<readonly [Finding, boolean]> {
  const repository = repositoryAround(root);
  if (repository === undefined)
    return [
      note('git', 'no git repository: no change can be looked at and taken back', 'git init'),
      false,
    ];
  const unfinished = unfinishedIn(repository);
  if (unfinished) return [problem('git', 'a merge or rebase is under way', 'git status'), false];
  const status = await git(root, ['status', '--porcelain', '--', '.']);
  if (status.kind !== 'done')
    return [problem('git', 'git status does not work here', 'git status'), false];
  const count = status.output.split('\n').filter((line) => line !== '').length;
  return count === 0
    ? [ok('git', 'under git, everything committed'), true]
    : [note('git', `under git, ${count} files not committed${consequence}`), true];
}
