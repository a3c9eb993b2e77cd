/** What no entry shows alone: two names for one place, and folders that git takes for repositories. */
import { printable } from '../names.ts';
import type { Entry } from './entries.ts';

/** Two names that are one file on macOS or Windows; also a file where another entry needs a folder. */
export function clashesIn(entries: readonly Entry[]): readonly string[] {
  const seen = new Map<string, string>();
  return entries.flatMap((entry) =>
    placesOf(entry).flatMap((place) => {
      const key = fold(place.replace(/\/$/, ''));
      const other = seen.get(key);
      seen.set(key, other ?? place);
      const isFine = other === undefined || (other === place && place.endsWith('/'));
      return isFine ? [] : [`${printable(place)}: it is there as ${printable(other)} already`];
    }),
  );
}

/** `a/b/c.ts` → `a/`, `a/b/`, `a/b/c.ts` */
function placesOf({ path, kind }: Entry): readonly string[] {
  const parts = path.replace(/\/$/, '').split('/');
  return parts.map((_, index) => {
    const isFolder = index < parts.length - 1 || kind === 'folder';
    return parts.slice(0, index + 1).join('/') + (isFolder ? '/' : '');
  });
}

const fold = (path: string): string => path.normalize('NFC').toLowerCase();

/** A folder that git takes for a repository, with a config of its own, whatever it is called. */
export function repositoriesIn(entries: readonly Entry[]): readonly string[] {
  const paths = new Set(entries.map(({ path }) => fold(path)));
  return entries
    .filter(({ path }) => /(?:^|\/)head$/i.test(path))
    .filter(({ path }) => paths.has(fold(path).replace(/head$/, 'config')))
    .map(({ path }) => `${printable(path)}: its folder is a git repository`);
}
