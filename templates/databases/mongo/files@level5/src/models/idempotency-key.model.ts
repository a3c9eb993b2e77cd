import { Schema, type Model } from 'mongoose';
import type { Database } from '../db/client.ts';

export interface StoredIdempotencyKey {
  /** key, user and route in one, so that there is one of each */
  readonly _id: string;
  readonly fingerprint: string;
  readonly token: string;
  readonly lockedUntil: Date;
  readonly result: string | null;
  readonly createdAt: Date;
}

const NAME = 'idempotency_keys';

export function idempotencyKeyModel(db: Database): Model<StoredIdempotencyKey> {
  const known: Model<StoredIdempotencyKey> | undefined = db.models[NAME];
  return known ?? db.model<StoredIdempotencyKey>(NAME, schema(), NAME);
}

const schema = (): Schema<StoredIdempotencyKey> =>
  new Schema<StoredIdempotencyKey>(
    {
      _id: { type: String, required: true },
      fingerprint: { type: String, required: true },
      token: { type: String, required: true },
      lockedUntil: { type: Date, required: true },
      result: { type: String, default: null },
      createdAt: { type: Date, required: true },
    },
    { strict: 'throw', strictQuery: 'throw', versionKey: false },
  );
