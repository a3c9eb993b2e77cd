/** Type-checks one project in memory: `node --import tsx scripts/type-check.ts '{"level":3,"database":"mongo"}'`. */
import { render, shop } from '../tests/support/answers.ts';
import { typeCheck } from '../tests/support/type-check.ts';

const answers = JSON.parse(process.argv[2] ?? '{}') as object;
const problems = await typeCheck(await render(shop(answers)));
console.log(problems.join('\n') || 'no problems');
