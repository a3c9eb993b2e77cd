/** What `--template` says: a repository of github.com, or a folder or tarball on this machine. */
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';

export type TemplateSource = Repository | LocalTemplate;

export interface Repository {
  readonly kind: 'repository';
  readonly owner: string;
  readonly name: string;
  /** the folder inside that is meant; empty: all of it */
  readonly folder: string;
  /** branch, tag, full ref or commit; undefined: the default branch */
  readonly ref?: string;
}

export interface LocalTemplate {
  readonly kind: 'folder' | 'archive';
  /** as the user wrote it */
  readonly path: string;
}

const LOCAL = /^(?:\.{1,2}(?:[/\\]|$)|[/\\]|[A-Za-z]:[/\\])/;
const ARCHIVE = /\.(?:tgz|tar\.gz|tar)$/i;
// github.com alone: degit's other hosts have no archive whose commit can be checked.
const REPOSITORY =
  /^(?:github:|https:\/\/github\.com\/)?([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100})((?:\/[A-Za-z0-9._@+-]+)*)\/?(?:#([A-Za-z0-9][A-Za-z0-9._/@+-]{0,200}))?$/;

/** @throws UserError USAGE for what is none of the three. */
export function readSource(text: string): TemplateSource {
  if (LOCAL.test(text)) return { kind: ARCHIVE.test(text) ? 'archive' : 'folder', path: text };
  const [, owner, given = '', folder = '', ref] = REPOSITORY.exec(text) ?? [];
  const name = given.replace(/\.git$/, '');
  const parts = [name, ...folder.split('/').slice(1), ...(ref ?? 'ref').split('/')];
  if (!owner || parts.some(isUnfit)) throw unknown(text);
  return {
    kind: 'repository',
    owner,
    name,
    folder: folder.slice(1),
    ...(ref !== undefined && { ref }),
  };
}

const isUnfit = (part: string): boolean => part === '' || /^\.+$/.test(part) || part.includes('..');

/** A commit names its content for good; a branch or a tag can be moved. */
export const isPinned = ({ ref = '' }: Repository): boolean => /^[0-9a-f]{40}$/.test(ref);

/** `user/repo/folder`, for messages and for `degit`. */
export const nameOf = ({ owner, name, folder }: Repository): string =>
  [owner, name, folder].filter(Boolean).join('/');

export const urlOf = ({ owner, name }: Repository): string => `https://github.com/${owner}/${name}`;

function unknown(text: string): UserError {
  const isElsewhere = /^[a-z][a-z0-9+.-]*:|@/i.test(text);
  return new UserError(
    'USAGE',
    isElsewhere
      ? `--template: "${printable(text)}" is not on github.com, and nothing else is fetched.`
      : `--template: "${printable(text)}" is neither user/repo, user/repo/folder#ref, ./folder nor ./file.tgz.`,
    isElsewhere
      ? 'Fetch it yourself, look at it, and give the folder or the tarball: --template ./folder'
      : 'For example: --template user/repo#main',
  );
}
