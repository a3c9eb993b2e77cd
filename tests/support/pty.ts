/** A command in a real pseudo-terminal: wait for text, send keys, look at what came. Needs python3. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export const KEYS = {
  enter: '\r',
  down: '\x1b[B',
  up: '\x1b[A',
  space: ' ',
  shiftTab: '\x1b[Z',
  escape: '\x1b',
  ctrlC: '\x03',
  ctrlD: '\x04',
} as const;

export interface Terminal {
  /** resolves once the text has come since the last wait */
  readonly waitFor: (text: string) => Promise<void>;
  readonly send: (...keys: readonly string[]) => void;
  /** all that came, with its control codes */
  readonly raw: () => string;
  /** all that came, as words */
  readonly screen: () => string;
  readonly exitCode: Promise<number>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

export interface PtyCommand {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

const LONGEST_WAIT = 20_000;
const DRIVER = path.join(import.meta.dirname, 'pty_driver.py');

export function openTerminal({ command, cwd, env = {} }: PtyCommand): Terminal {
  const child = spawn('python3', [DRIVER, '120', '50', ...command], {
    cwd,
    env: { ...process.env, TERM: 'xterm-256color', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let raw = '';
  let seen = 0;
  const exitCode = new Promise<number>((resolve) =>
    child.once('close', (code) => resolve(code ?? -1)),
  );
  child.stdout.setEncoding('utf8').on('data', (text: string) => (raw += text));
  child.stdin.on('error', () => {});
  const screen = (): string => stripVTControlCharacters(raw);
  return {
    waitFor: async (text) => {
      const end = Date.now() + LONGEST_WAIT;
      let found = -1;
      while ((found = screen().indexOf(text, seen)) < 0) {
        if (Date.now() > end) throw new Error(`"${text}" did not come; this did:\n${screen()}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      seen = found + text.length;
    },
    send: (...keys) => void child.stdin.write(keys.join('')),
    raw: () => raw,
    screen,
    exitCode,
    kill: (signal) => void child.kill(signal),
  };
}

/** Is the cursor visible at the end? */
export const isCursorShown = (raw: string): boolean =>
  raw.lastIndexOf('\x1b[?25h') >= raw.lastIndexOf('\x1b[?25l');
