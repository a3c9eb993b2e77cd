import path from 'node:path';
import { compose } from '../compose/compose.ts';
import { createProject } from '../disk/create.ts';
import { occupied, prepareTarget } from '../disk/target.ts';
import { UserError } from '../errors.ts';
import { resolve } from '../resolve/resolve.ts';
import type { Answers, Catalog } from '../types.ts';
import type { Created } from './types.ts';

export async function createIn(dir: string, answers: Answers, catalog: Catalog): Promise<Created> {
  const tree = await compose(resolve(answers, catalog));
  const target = await prepareTarget(path.resolve(dir), { cwd: process.cwd(), isNested: false });
  if (target.kind === 'occupied') throw occupied(target);
  const committed = await createProject(target, tree);
  if (committed.kind === 'stopped')
    throw new UserError('REFUSED', `Stopped by ${committed.signal}.`, 'Nothing was written.');
  return { dir: target.dir, files: [...tree.keys()] };
}
