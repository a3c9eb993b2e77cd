/** `.env` is the user's: their lines stay as they are, and variables that are new in this version are appended. */
import { plainText, type Versions } from './three-way.ts';

export function mergeEnv({ mine, next }: Pick<Versions, 'mine' | 'next'>): string {
  const known = new Set(namesIn(mine));
  const missing = plainText(next)
    .split('\n')
    .filter((line) => isNew(line, known));
  if (missing.length === 0) return mine;
  const eol = mine.includes('\r\n') ? '\r\n' : '\n';
  const start = mine === '' || mine.endsWith('\n') ? mine : mine + eol;
  return `${start}${missing.join(eol)}${eol}`;
}

const isNew = (line: string, known: ReadonlySet<string>): boolean => {
  const name = nameIn(line);
  return name !== undefined && !known.has(name);
};

const namesIn = (text: string): readonly string[] =>
  plainText(text)
    .split('\n')
    .flatMap((line) => nameIn(line) ?? []);

const nameIn = (line: string): string | undefined =>
  /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1];
