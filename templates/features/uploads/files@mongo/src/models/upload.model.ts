import type { UploadStatus } from '../constants/upload-status.ts';
import type { Database } from '../db/client.ts';
import type { Fields } from '../db/record.ts';

/** What is known of a file. The file itself is elsewhere, under the id. */
export interface StoredUpload {
  readonly _id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly status: UploadStatus;
  readonly createdAt: Date;
}

/** How much somebody has: a sum that is kept up to date, so that it can be held to a limit in one operation. */
export interface StoredRoom {
  /** the owner */
  readonly _id: string;
  readonly bytes: number;
}

/** How a list may filter and sort uploads. */
export const uploadFields: Fields = {
  ownerId: { type: 'String' },
  status: { type: 'String' },
  name: { type: 'String' },
  size: { type: 'Number' },
};

export const uploadsIn = (db: Database) => db.collection<StoredUpload>('uploads');
export const uploadRoomIn = (db: Database) => db.collection<StoredRoom>('upload_room');
