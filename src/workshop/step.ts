/** A step as its author wrote it: one Markdown file, with what is known of it on top, and its checks beside it. */
export interface StepText {
  readonly title: string;
  /** row of the roadmap: `L2-C05` */
  readonly lesson: string;
  /** rows of the checklist that it speaks for once it passes: `L2-K4` */
  readonly shows: readonly string[];
  /** ids of steps that come before */
  readonly after: readonly string[];
  /** where to write */
  readonly files: readonly string[];
  /** from a nudge to nearly the code */
  readonly hints: readonly string[];
  /** what to do, in Markdown */
  readonly body: string;
}

const KEYS = ['title', 'lesson', 'shows', 'after', 'files', 'hint'] as const;
type Key = (typeof KEYS)[number];

/** @throws Error that names the file, and what is wrong in it */
export function readStep(path: string, text: string): StepText {
  const [, head, body] = /^---\n(.*?)\n---\n\n(.*)$/s.exec(text) ?? [];
  if (head === undefined || body === undefined)
    throw new Error(`${path}: what is known of the step stands on top, between two lines of ---`);
  const rows = head.split('\n').map((line) => rowOf(path, line));
  const all = (key: Key) => rows.filter(([name]) => name === key).map(([, value]) => value);
  const words = (key: Key) => all(key).flatMap((value) => value.split(', '));
  const one = (key: Key): string => {
    const [value, second] = all(key);
    if (value !== undefined && second === undefined) return value;
    throw new Error(`${path}: one line with ${key}: is needed`);
  };
  return {
    title: one('title'),
    lesson: one('lesson'),
    shows: words('shows'),
    after: words('after'),
    files: words('files'),
    hints: all('hint'),
    body,
  };
}

function rowOf(path: string, line: string): readonly [Key, string] {
  const [, name, value] = /^(\w+): (.+)$/.exec(line) ?? [];
  const key = KEYS.find((known) => known === name);
  if (key && value !== undefined) return [key, value];
  throw new Error(`${path}: "${line}" is not one of: ${KEYS.join(', ')}`);
}
