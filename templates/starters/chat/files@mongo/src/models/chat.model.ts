import { Schema, type Model } from 'mongoose';
import { chatKinds, type ChatKind } from '../constants/chat-kinds.ts';
import type { Database } from '../db/client.ts';
import type { Fields } from '../db/record.ts';

export interface StoredChat {
  readonly _id: string;
  readonly kind: ChatKind;
  readonly name: string | null;
  readonly isPrivate: boolean;
  readonly ownerId: string | null;
  readonly createdAt: Date;
}

/** How a list may filter and sort chats. */
export const chatFields: Fields = {
  kind: { type: 'String' },
  isPrivate: { type: 'Boolean' },
};

export function chatModel(db: Database): Model<StoredChat> {
  const known = db.models['chats'] as Model<StoredChat> | undefined;
  return known ?? db.model<StoredChat>('chats', chatSchema(), 'chats');
}

const chatSchema = (): Schema<StoredChat> =>
  new Schema<StoredChat>(
    {
      _id: { type: String, required: true },
      kind: { type: String, enum: chatKinds, required: true },
      name: { type: String, maxlength: 80, default: null },
      isPrivate: { type: Boolean, required: true },
      ownerId: { type: String, ref: 'users', default: null },
      createdAt: { type: Date, required: true },
    },
    { strict: 'throw', strictQuery: 'throw', versionKey: false },
  );
