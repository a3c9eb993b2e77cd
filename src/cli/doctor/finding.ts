/** One thing that was looked at. */
export interface Finding {
  /** `node`, `git`, `drift`: what programs tell findings apart by */
  readonly name: string;
  readonly level: 'ok' | 'note' | 'problem';
  readonly text: string;
  /** what to type */
  readonly next?: string;
}

export const ok = (name: string, text: string): Finding => ({ name, level: 'ok', text });
export const note = (name: string, text: string, next?: string): Finding => ({
  name,
  level: 'note',
  text,
  ...(next !== undefined && { next }),
});
export const problem = (name: string, text: string, next?: string): Finding => ({
  ...note(name, text, next),
  level: 'problem',
});
