import { Schema, type Model } from 'mongoose';
import type { ClickCount } from '../clicks/store.ts';
import { clickAgents, clickSources } from '../constants/click-kinds.ts';
import type { Database } from '../db/client.ts';

/** How often a link was followed on a day, from where and with what. */
export interface StoredClickDay extends ClickCount {
  /** link, day, source and agent in one, so that there is one of each */
  readonly _id: string;
}

const NAME = 'click_days';

export function clickDayModel(db: Database): Model<StoredClickDay> {
  const known = db.models[NAME] as Model<StoredClickDay> | undefined;
  return known ?? db.model<StoredClickDay>(NAME, schema(), NAME);
}

const schema = (): Schema<StoredClickDay> =>
  new Schema<StoredClickDay>(
    {
      _id: { type: String, required: true },
      linkId: { type: String, ref: 'links', required: true },
      day: { type: String, maxlength: 10, required: true },
      source: { type: String, enum: clickSources, required: true },
      agent: { type: String, enum: clickAgents, required: true },
      clicks: { type: Number, min: 1, required: true },
    },
    { strict: 'throw', strictQuery: 'throw', versionKey: false },
  );
