/** Passwords from the random numbers of the operating system: those of `Math.random` can be foretold. */
import { randomInt } from 'node:crypto';
import { AppError } from './errors.ts';

export interface Rules {
  readonly length: number;
  readonly digits: boolean;
  readonly symbols: boolean;
  /** leave out what is easily mistaken: 0 O, 1 l I */
  readonly readable: boolean;
}

/** A whole number below its argument, each as likely as every other. `randomInt` throws away what would favour the small ones. */
type Pick = (below: number) => number;

export function generatePassword(rules: Rules, pick: Pick = (below) => randomInt(below)): string {
  const sets = setsOf(rules);
  if (!Number.isInteger(rules.length) || rules.length < sets.length || rules.length > 256)
    throw new AppError(
      'invalid',
      `A password by these rules has ${sets.length} to 256 characters.`,
    );
  const all = sets.join('');
  const one = (letters: string): string => letters.charAt(pick(letters.length));
  // One of each kind, the rest from all of them, then shuffled: else the first letter's kind would be known.
  const letters = [
    ...sets.map(one),
    ...Array.from({ length: rules.length - sets.length }, () => one(all)),
  ];
  return shuffle(letters, pick).join('');
}

function setsOf({ digits, symbols, readable }: Rules): readonly string[] {
  const sets = [
    'abcdefghijklmnopqrstuvwxyz',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    ...(digits ? ['0123456789'] : []),
    ...(symbols ? ['!#$%&*+-=?@^_'] : []),
  ];
  return readable ? sets.map((letters) => letters.replaceAll(/[0O1lI]/g, '')) : sets;
}

/** Fisher and Yates: from the end, each place gets one of those that are left. */
function shuffle(letters: readonly string[], pick: Pick): readonly string[] {
  const shuffled = [...letters];
  for (let place = shuffled.length - 1; place > 0; place -= 1) {
    const other = pick(place + 1);
    [shuffled[place], shuffled[other]] = [shuffled[other] ?? '', shuffled[place] ?? ''];
  }
  return shuffled;
}

/** How many bits a guesser has to try: every one doubles the work. */
export const strength = (rules: Rules): number =>
  Math.floor(rules.length * Math.log2(setsOf(rules).join('').length));
