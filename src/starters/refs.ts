/** Which commit a branch or a tag is at: what git's own protocol says of a repository. */
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { fetchBytes, type Fetching } from './fetch.ts';
import { isPinned, urlOf, type Repository } from './source.ts';

/** 40 hex digits. A commit that is given is taken as it is, whether it is the tip of anything or not. */
export async function commitOf(repository: Repository, fetching: Fetching): Promise<string> {
  const { ref } = repository;
  if (ref !== undefined && isPinned(repository)) return ref;
  const url = `${urlOf(repository)}.git/info/refs?service=git-upload-pack`;
  return chosen(refsIn(await fetchBytes(url, fetching)), ref);
}

type Refs = ReadonlyMap<string, string>;

/** pkt-lines: four hex digits of length, then `<commit> <name>`, the first with capabilities behind a NUL. */
export function refsIn(bytes: Buffer): Refs {
  const refs = new Map<string, string>();
  let at = 0;
  while (at + 4 <= bytes.length) {
    const length = Number.parseInt(bytes.subarray(at, at + 4).toString('latin1'), 16);
    if (Number.isNaN(length) || length > 65_520 || at + length > bytes.length) throw noList();
    const line = bytes.subarray(at + 4, at + Math.max(length, 4)).toString();
    const [, commit, name] = /^([0-9a-f]{40}) ([^\0\n]+)/.exec(line) ?? [];
    if (commit !== undefined && name !== undefined) refs.set(name, commit);
    at += Math.max(length, 4);
  }
  if (refs.size === 0) throw noList();
  return refs;
}

/** An annotated tag is listed twice; `^{}` is the commit it stands for. */
export function chosen(refs: Refs, ref: string | undefined): string {
  const wanted = ref === undefined ? ['HEAD'] : [`refs/heads/${ref}`, `refs/tags/${ref}`, ref];
  const found = wanted.flatMap((name) => refs.get(`${name}^{}`) ?? refs.get(name) ?? []);
  const commits = [...new Set(found)];
  const [commit] = commits;
  if (commit !== undefined && commits.length === 1) return commit;
  if (ref === undefined)
    throw new UserError('ENVIRONMENT', 'The repository is empty.', 'Nothing was written.');
  throw new UserError(
    'ENVIRONMENT',
    commits.length === 0
      ? `The repository has no branch and no tag "${printable(ref)}".`
      : `"${printable(ref)}" is a branch and a tag, at different commits.`,
    commits.length === 0
      ? 'Nothing was written. A commit needs all its 40 digits.'
      : `Nothing was written. Say which: #refs/heads/${printable(ref)} or #refs/tags/${printable(ref)}`,
  );
}

const noList = (): UserError =>
  new UserError(
    'ENVIRONMENT',
    'What came is not the list of branches of a git repository.',
    'Nothing was written. A login page of this network may be in the way.',
  );
