/** Which entries a template may have. One that may not be refuses all of it, by name. */
import { whyUnsafe } from '../disk/path-rules.ts';
import { UserError } from '../errors.ts';
import { printable, shellQuote } from '../names.ts';
import { clashesIn, repositoriesIn } from './clashes.ts';
import { isExecutable, type Entry } from './entries.ts';
import { LIMITS, megabytes } from './limits.ts';
import { whySelfRunning } from './self-running.ts';

interface Rule {
  readonly refuses: (entry: Entry) => boolean;
  readonly reason: string | ((entry: Entry) => string);
}

const named =
  (pattern: RegExp) =>
  ({ path }: Entry) =>
    path.split('/').some((part) => pattern.test(part));

/** Of an archive as a whole: what may not even be unpacked. */
const SHAPE: readonly Rule[] = [
  { refuses: ({ kind }) => kind === 'other', reason: ({ what }) => `it is ${what}` },
  {
    refuses: ({ path }) => whyUnsafe(path) !== undefined,
    reason: ({ path }) => whyUnsafe(path) ?? '',
  },
  { refuses: ({ path }) => path.includes('\uFFFD'), reason: 'its name is not UTF-8' },
  { refuses: ({ mode }) => (mode & 0o7000) !== 0, reason: 'it is setuid, setgid or sticky' },
  {
    refuses: ({ path }) => path.split('/').length > LIMITS.depth,
    reason: `it is more than ${LIMITS.depth} folders deep`,
  },
  { refuses: isLfsPointer, reason: 'it is a pointer of Git LFS, and what it means is elsewhere' },
];

/** Of what becomes the project. */
const CONTENT: readonly Rule[] = [
  {
    refuses: ({ bytes }) => bytes.length > LIMITS.file,
    reason: `it is larger than ${megabytes(LIMITS.file)}`,
  },
  { refuses: named(/^degit\.json$/i), reason: 'it holds actions of degit, and none are run' },
  {
    refuses: named(/^(?:\.npmrc|\.yarnrc.*|\.pnpmfile.*|pnpm-workspace\.yaml|bunfig\.toml)$/i),
    reason: 'it tells a package manager what to load or run',
  },
  {
    refuses: named(/^\.env(?:\.(?!example$).*)?$/i),
    reason: 'it holds secrets; .env.example is what a template may have',
  },
  { refuses: named(/\.node$/i), reason: 'it is machine code that Node would load' },
];

/** @throws UserError ENVIRONMENT that names what is refused, ten at most. */
export function refuseMisshapen(entries: readonly Entry[]): void {
  const problems = [
    ...entries.flatMap((entry) => broken(SHAPE, entry)),
    ...clashesIn(entries),
    ...repositoriesIn(entries),
  ];
  if (problems.length > 0) throw refused(problems);
}

export function refuseTooMuch(entries: readonly Entry[]): void {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes.length, 0);
  if (entries.length > LIMITS.files)
    throw refused([`it holds more than ${LIMITS.files} files and folders`]);
  if (bytes > LIMITS.bytes) throw refused([`it holds more than ${megabytes(LIMITS.bytes)}`]);
}

/** All of it. `allowed` are paths the user vouches for. */
export function refuseUnfit(entries: readonly Entry[], allowed: readonly string[] = []): void {
  refuseTooMuch(entries);
  refuseMisshapen(entries);
  const problems = entries.flatMap((entry) => broken(CONTENT, entry));
  if (problems.length > 0) throw refused(problems);
  refuseSelfRunning(entries.filter(({ path }) => !allowed.includes(path)));
}

function refuseSelfRunning(entries: readonly Entry[]): void {
  const running = entries.flatMap((entry) =>
    whySelfRunning(entry).map((why) => ({ path: entry.path, why })),
  );
  if (running.length === 0) return;
  const paths = [...new Set(running.map(({ path }) => path))];
  throw refused(
    running.map(({ path, why }) => `${printable(path)}: ${why}`),
    `If you have read them and want them: ${paths.map((path) => `--template-allow ${shellQuote(path)}`).join(' ')}`,
  );
}

/** The first rule it breaks. */
function broken(rules: readonly Rule[], entry: Entry): readonly string[] {
  const rule = rules.find(({ refuses }) => refuses(entry));
  if (!rule) return [];
  const why = typeof rule.reason === 'string' ? rule.reason : rule.reason(entry);
  return [`${printable(entry.path) || '(no name)'}: ${why}`];
}

// The same three lines that degit looks for: it would go on to clone the repository.
function isLfsPointer({ bytes }: Entry): boolean {
  const text = bytes.toString();
  return (
    /^version https:\/\/git-lfs\.github\.com\/spec\/v1$/m.test(text) &&
    /^oid sha256:[0-9a-f]{64}$/m.test(text) &&
    /^size \d+$/m.test(text)
  );
}

export const refused = (problems: readonly string[], hint = ''): UserError => {
  const more = problems.length > MOST ? ` and ${problems.length - MOST} more` : '';
  const list = problems
    .slice(0, MOST)
    .map((problem) => `\n  ${problem}`)
    .join('');
  return new UserError(
    'ENVIRONMENT',
    `The template is refused:${list}${more}`,
    ['Nothing was written.', hint].filter(Boolean).join(' '),
  );
};

const MOST = 10;

/** 0644, or 0755: nothing else of a mode is taken over. */
export const normalised = (entry: Entry): Entry => ({
  ...entry,
  mode: isExecutable(entry) ? 0o755 : 0o644,
});
