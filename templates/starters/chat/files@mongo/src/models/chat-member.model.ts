import { Schema, type Model } from 'mongoose';
import type { Database } from '../db/client.ts';
import type { Fields } from '../db/record.ts';

export interface StoredMember {
  readonly _id: string;
  readonly chatId: string;
  readonly userId: string;
  readonly joinedAt: Date;
}

/** How a list may filter and sort members. */
export const memberFields: Fields = {
  chatId: { type: 'String', ref: 'chats' },
  joinedAt: { type: 'Date' },
};

const NAME = 'chat_members';

export function chatMemberModel(db: Database): Model<StoredMember> {
  const known = db.models[NAME] as Model<StoredMember> | undefined;
  return known ?? db.model<StoredMember>(NAME, memberSchema(), NAME);
}

const memberSchema = (): Schema<StoredMember> =>
  new Schema<StoredMember>(
    {
      _id: { type: String, required: true },
      chatId: { type: String, ref: 'chats', required: true },
      userId: { type: String, ref: 'users', required: true },
      joinedAt: { type: Date, required: true },
    },
    { strict: 'throw', strictQuery: 'throw', versionKey: false },
  );
