import { Schema, type Model } from 'mongoose';
import { realtimeLimits } from '../constants/realtime-limits.ts';
import type { Database } from '../db/client.ts';
import type { Fields } from '../db/record.ts';

export interface StoredMessage {
  readonly _id: string;
  readonly chatId: string;
  readonly userId: string;
  readonly text: string;
  readonly sentAt: Date;
}

/** How a list may filter and sort messages. */
export const messageFields: Fields = {
  chatId: { type: 'String', ref: 'chats' },
  sentAt: { type: 'Date' },
};

const NAME = 'chat_messages';

export function chatMessageModel(db: Database): Model<StoredMessage> {
  const known = db.models[NAME] as Model<StoredMessage> | undefined;
  return known ?? db.model<StoredMessage>(NAME, messageSchema(), NAME);
}

const messageSchema = (): Schema<StoredMessage> =>
  new Schema<StoredMessage>(
    {
      _id: { type: String, required: true },
      chatId: { type: String, ref: 'chats', required: true },
      userId: { type: String, ref: 'users', required: true },
      // `max` is for numbers: on a text mongoose ignores it.
      text: { type: String, maxlength: realtimeLimits.text, required: true },
      sentAt: { type: Date, required: true },
    },
    { strict: 'throw', strictQuery: 'throw', versionKey: false },
  );
