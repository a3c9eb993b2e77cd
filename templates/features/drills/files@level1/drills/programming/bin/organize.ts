/** `organize.ts [--dry-run|--undo] FOLDER`: sorts its files into folders by kind. */
import { parseArgs } from 'node:util';
import { explain } from '../errors.ts';
import { look, organize, undo } from '../organizer.ts';

const { values, positionals } = parseArgs({
  options: { 'dry-run': { type: 'boolean' }, undo: { type: 'boolean' } },
  allowPositionals: true,
});
const [folder] = positionals;

try {
  if (folder === undefined) throw new Error('Usage: organize.ts [--dry-run|--undo] FOLDER');
  if (values.undo) console.log(`${await undo(folder)} files are back where they were`);
  else await sort(folder);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function sort(where: string): Promise<void> {
  const moves = await look(where);
  moves.forEach(({ from, to }) => console.log(`${from} → ${to}`));
  if (values['dry-run']) console.log('Nothing was moved: this was a dry run.');
  else if (moves.length > 0) await organize(where, moves);
}
