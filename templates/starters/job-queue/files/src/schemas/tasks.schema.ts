import { z } from 'zod';
import { taskStates } from '../constants/task-states.ts';
import * as fields from './fields.ts';
import * as query from './list-query.ts';

const kind = z.string().min(1).max(64);

/** What the payload has to be depends on the kind, so that is looked at by the service. */
export const taskInput = z.strictObject({
  kind: kind.meta({ examples: ['checksum'] }),
  payload: fields.json().meta({ examples: [{ text: 'hello' }] }),
  /** 1 goes first */
  priority: z.int().min(1).max(10).default(5),
  /** not before then */
  runAt: fields.datetime().nullable().default(null),
});

export const taskOutput = z.object({
  id: fields.uuid(),
  userId: fields.uuid(),
  kind,
  payload: z.unknown(),
  priority: z.int(),
  runAt: fields.datetime().nullable(),
  state: z.enum(taskStates),
  attempts: z.int(),
  result: z.unknown(),
  error: z.string().nullable(),
  createdAt: fields.datetime(),
  finishedAt: fields.datetime().nullable(),
});

export const tasksQuery = z
  .strictObject({
    ...query.paging(),
    sort: query.sort(['createdAt', 'priority']),
    userId: fields.uuid().exactOptional(),
    kind: kind.exactOptional(),
    state: z.enum(taskStates).exactOptional(),
  })
  .transform(query.toPage(taskOutput));

export const taskCounts = z.record(z.enum(taskStates), z.int());

export type TaskInput = z.output<typeof taskInput>;
export type TaskOutput = z.output<typeof taskOutput>;
export type TasksQuery = z.output<typeof tasksQuery>;
export type TaskCounts = z.output<typeof taskCounts>;
