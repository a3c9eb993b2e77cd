import { Schema, type Model } from 'mongoose';
import { taskStates, type TaskState } from '../constants/task-states.ts';
import type { Database } from '../db/client.ts';
import type { Fields } from '../db/record.ts';

export interface StoredTask {
  readonly _id: string;
  readonly userId: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly priority: number;
  readonly runAt: Date | null;
  readonly state: TaskState;
  /** how often it was begun */
  readonly attempts: number;
  readonly result: unknown;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** How a list may filter and sort tasks. */
export const taskFields: Fields = {
  userId: { type: 'String', ref: 'users' },
  kind: { type: 'String' },
  state: { type: 'String' },
  priority: { type: 'Number' },
};

export function taskModel(db: Database): Model<StoredTask> {
  const known = db.models['tasks'] as Model<StoredTask> | undefined;
  return known ?? db.model<StoredTask>('tasks', taskSchema(), 'tasks');
}

function taskSchema(): Schema<StoredTask> {
  return new Schema<StoredTask>(
    {
      _id: { type: String, required: true },
      userId: { type: String, ref: 'users', required: true },
      kind: { type: String, maxlength: 64, required: true },
      payload: { type: Schema.Types.Mixed, required: true },
      priority: { type: Number, min: 1, max: 10, required: true },
      runAt: { type: Date, default: null },
      state: { type: String, enum: taskStates, default: 'waiting', required: true },
      attempts: { type: Number, default: 0, required: true },
      result: { type: Schema.Types.Mixed, default: null },
      error: { type: String, default: null },
      createdAt: { type: Date, required: true },
      finishedAt: { type: Date, default: null },
    },
    { strict: 'throw', versionKey: false, minimize: false },
  );
}
