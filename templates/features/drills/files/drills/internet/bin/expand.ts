/** `expand.ts URL`: every stop on the way, and where it ends. Ends with 1 when it ends nowhere. */
import { expand } from '../expand.ts';
import { explain } from '../network-error.ts';

const WORDS = {
  arrived: 'ends here',
  loop: 'goes round in circles',
  'too-far': 'given up: too many redirects',
} as const;

const [url] = process.argv.slice(2);
if (url === undefined) {
  console.error('Usage: expand.ts URL');
  process.exitCode = 1;
} else {
  try {
    const { kind, hops } = await expand(url);
    hops.forEach((hop) => console.log(`${hop.status}  ${hop.url}`));
    console.log(WORDS[kind]);
    process.exitCode = kind === 'arrived' ? 0 : 1;
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
