/** A job of the owner's own in a project of level 6 or higher: every order puts one into the queue, and it writes itself down. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Under this name finished jobs stand in the inbox. */
export const CONSUMER = 'job-per-order';

const JOB = `import { z } from 'zod';
import { handle, type JobKind } from './kind.ts';

export const packOrder: JobKind<{ orderId: string }> = {
  name: '${CONSUMER}',
  version: 1,
  data: z.strictObject({ orderId: z.string() }),
};

export const packOrderJob = handle(packOrder, ({ unitOfWork, clock }) => async ({ orderId }) => {
  await unitOfWork.run(({ inbox }) => inbox.accept('${CONSUMER}', orderId, clock.now()));
});
`;

const SERVICE = `import { packOrder } from '../jobs/pack-order.job.ts';
import type { ServiceDeps } from './index.ts';
import { orderPlaced } from './orders.service.ts';

export function packingService({ events, jobs }: Pick<ServiceDeps, 'events' | 'jobs'>) {
  events.on(orderPlaced, ({ id }) => jobs.enqueue(packOrder, { orderId: id }, { dedupe: id }));
  return {};
}
`;

export function addJobPerOrder(dir: string): void {
  const file = (name: string) => path.join(dir, 'src', name);
  writeFileSync(file('jobs/pack-order.job.ts'), JOB);
  writeFileSync(file('services/packing.service.ts'), SERVICE);
  edit(file('jobs/index.ts'), [
    [
      'import { tidyUpJob }',
      "import { packOrderJob } from './pack-order.job.ts';\nimport { tidyUpJob }",
    ],
    ['[tidyUpJob', '[packOrderJob, tidyUpJob'],
  ]);
  edit(file('services/index.ts'), [
    [
      '\n/** What services',
      "import { packingService } from './packing.service.ts';\n\n/** What services",
    ],
    ['const builders = {', 'const builders = {\n  packing: packingService,'],
  ]);
}

function edit(file: string, changes: readonly (readonly [from: string, to: string])[]): void {
  const text = changes.reduce(
    (before, [from, to]) => {
      if (!before.includes(from)) throw new Error(`${file} has no ${from}`);
      return before.replace(from, to);
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
}
