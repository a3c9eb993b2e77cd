import { Schema, type Model } from 'mongoose';
import type { Database } from '../db/client.ts';
import type { TraceContext } from '../utils/trace-context.ts';

export interface StoredOutboxMessage {
  readonly _id: string;
  /** counts up, as far as clocks do */
  readonly position: number;
  readonly type: string;
  readonly key: string;
  readonly data: unknown;
  readonly trace?: TraceContext | null;
  readonly attempts: number;
  /** nobody may have it before */
  readonly availableAt: Date;
  readonly token: string | null;
  readonly error: string | null;
  readonly parkedAt: Date | null;
  readonly createdAt: Date;
}

const NAME = 'outbox_messages';

export function outboxMessageModel(db: Database): Model<StoredOutboxMessage> {
  const known: Model<StoredOutboxMessage> | undefined = db.models[NAME];
  return known ?? db.model<StoredOutboxMessage>(NAME, schema(), NAME);
}

const schema = (): Schema<StoredOutboxMessage> =>
  new Schema<StoredOutboxMessage>(
    {
      _id: { type: String, required: true },
      position: { type: Number, required: true },
      type: { type: String, required: true },
      key: { type: String, required: true },
      data: { type: Schema.Types.Mixed, required: true },
      trace: { type: Schema.Types.Mixed, default: null },
      attempts: { type: Number, required: true, default: 0 },
      availableAt: { type: Date, required: true },
      token: { type: String, default: null },
      error: { type: String, default: null },
      parkedAt: { type: Date, default: null },
      createdAt: { type: Date, required: true },
    },
    { strict: 'throw', strictQuery: 'throw', versionKey: false, minimize: false },
  );
