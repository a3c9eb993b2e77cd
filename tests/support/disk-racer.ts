/** `node racer.mjs <project> <name>`: adds one module and one line to the list, as `generate` does. */
import { readText } from '../../src/disk/read.ts';
import { withProject } from '../../src/disk/transaction.ts';

const [root = '', name = ''] = process.argv.slice(2);
await withProject(root, async (project) => {
  const before = readText(root, 'list.json')?.text ?? '[]';
  const list = JSON.stringify([...(JSON.parse(before) as string[]), name]);
  await project.commit([
    { kind: 'create', path: `modules/${name}`, file: { text: name } },
    { kind: 'update', path: 'list.json', file: { text: list }, before },
  ]);
});
