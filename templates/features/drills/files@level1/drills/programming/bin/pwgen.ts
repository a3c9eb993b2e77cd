/** `pwgen.ts [--length 20] [--count 1] [--no-digits] [--no-symbols] [--readable]` */
import { parseArgs } from 'node:util';
import { explain } from '../errors.ts';
import { generatePassword, strength } from '../password-generator.ts';

const { values } = parseArgs({
  options: {
    length: { type: 'string', default: '20' },
    count: { type: 'string', default: '1' },
    'no-digits': { type: 'boolean', default: false },
    'no-symbols': { type: 'boolean', default: false },
    readable: { type: 'boolean', default: false },
  },
});
const rules = {
  length: Number(values.length),
  digits: !values['no-digits'],
  symbols: !values['no-symbols'],
  readable: values.readable,
};

try {
  for (let count = 0; count < Number(values.count); count += 1)
    console.log(generatePassword(rules));
  console.error(`${strength(rules)} bits`);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
