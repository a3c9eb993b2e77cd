/** `calc.ts "2 * (3 + 4)"`, `calc.ts --history`, or without arguments: line by line until Ctrl+D. */
import { createInterface } from 'node:readline/promises';
import path from 'node:path';
import { calculate } from '../calculator.ts';
import { isExpected } from '../errors.ts';
import { readHistory, remember } from '../history.ts';

const file = path.resolve('.local/calculations.txt');
const words = process.argv.slice(2);

if (words[0] === '--history') (await readHistory(file)).forEach((line) => console.log(line));
else if (words.length > 0) process.exitCode = (await answer(words.join(' '))) ? 0 : 1;
else await talk();

/** What somebody types wrong is told, and does not end the program. Anything else is a bug, and does. */
async function answer(text: string): Promise<boolean> {
  try {
    // Twelve digits are shown: the ones behind them are dust of binary fractions.
    const value = Number(calculate(text).toPrecision(12));
    console.log(value);
    await remember(file, `${text} = ${value}`);
    return true;
  } catch (error) {
    if (!isExpected(error)) throw error;
    console.error(error.message);
    return false;
  }
}

async function talk(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') await answer(line);
  }
}
