/** `config.ts`: starts with what `.env` beside it says, or says what is missing and ends with 1. */
import path from 'node:path';
import { existsSync } from 'node:fs';
import { loadConfig } from '../config.ts';
import { explain } from '../errors.ts';

const file = path.join(import.meta.dirname, '../.env');
if (existsSync(file)) process.loadEnvFile(file);

try {
  const { port, currency } = loadConfig();
  console.log(`The shop would open on port ${port} and take ${currency}.`);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
