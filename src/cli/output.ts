/** Where words go: people read stdout, programs read one JSON document there, errors go to stderr. */
import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'cyan' | 'green' | 'yellow' | 'red';
/** `styled('dim', text)`: the text, coloured where that is wanted. */
export type Styled = (style: Style, text: string) => string;

export interface Output {
  /** a line for people; silent with --json */
  readonly say: (line?: string) => void;
  /** something to know, on stderr */
  readonly warn: (line: string) => void;
  /** a line on stderr, also with --json */
  readonly note: (line: string) => void;
  /** the one document of --json */
  readonly document: (value: object) => void;
  readonly styled: Styled;
  readonly isJson: boolean;
  /** may a line be rewritten, as by progress? */
  readonly isLive: boolean;
}

export const makeOutput = ({ isJson }: { readonly isJson: boolean }): Output => ({
  say: (line = '') => {
    if (!isJson) process.stdout.write(`${line}\n`);
  },
  warn: (line) => {
    if (!isJson)
      process.stderr.write(
        `${styleText('yellow', 'Warning:', { stream: process.stderr })} ${line}\n`,
      );
  },
  note: (line) => void process.stderr.write(`${line}\n`),
  document: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  styled: (style, text) => styleText(style, text, { stream: process.stdout }),
  isJson,
  isLive: !isJson && process.stdout.isTTY,
});

/** For --no-color; the children we start inherit it. */
export function forbidColors(): void {
  delete process.env['FORCE_COLOR'];
  process.env['NO_COLOR'] = '1';
}

/** A reader that went away, or a full disk behind stdout, must not stop the work. */
export function surviveLostReaders(): void {
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}

/** Says nothing and keeps the documents: for callers that are programs. */
export function quietOutput(): {
  readonly output: Output;
  readonly documents: () => readonly object[];
} {
  const kept: object[] = [];
  const silent = () => undefined;
  const output: Output = {
    say: silent,
    warn: silent,
    note: silent,
    document: (value) => void kept.push(value),
    styled: (_, text) => text,
    isJson: true,
    isLive: false,
  };
  return { output, documents: () => kept };
}
