import { Schema, type Model } from 'mongoose';
import type { Database } from '../db/client.ts';

/** What was heard by whom. */
export interface StoredInboxMessage {
  /** consumer and message in one, so that there is one of each */
  readonly _id: string;
  readonly acceptedAt: Date;
}

const NAME = 'inbox_messages';

export function inboxMessageModel(db: Database): Model<StoredInboxMessage> {
  const known: Model<StoredInboxMessage> | undefined = db.models[NAME];
  return known ?? db.model<StoredInboxMessage>(NAME, schema(), NAME);
}

const schema = (): Schema<StoredInboxMessage> =>
  new Schema<StoredInboxMessage>(
    { _id: { type: String, required: true }, acceptedAt: { type: Date, required: true } },
    { strict: 'throw', strictQuery: 'throw', versionKey: false },
  );
