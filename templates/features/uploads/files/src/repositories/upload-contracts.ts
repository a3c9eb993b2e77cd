import type { UploadStatus } from '../constants/upload-status.ts';
import type { UploadOutput, UploadsQuery } from '../schemas/uploads.schema.ts';

export interface Upload extends UploadOutput {
  readonly ownerId: string;
  readonly status: UploadStatus;
}

export interface UploadsRepository {
  /** Of those that are kept, a page, and one more if there is one. */
  readonly list: (ownerId: string, page: UploadsQuery) => Promise<Upload[]>;
  readonly find: (id: string) => Promise<Upload | undefined>;
  readonly insert: (upload: Upload) => Promise<Upload>;
  /** From now on it counts. @returns undefined when it is not expected any more */
  readonly keep: (id: string, type: string) => Promise<Upload | undefined>;
  /** From now on it does not count. @returns false when it is not what it was taken for, and stays */
  readonly dismiss: (id: string, was: UploadStatus) => Promise<boolean>;
  /** @returns false when it was gone already */
  readonly remove: (id: string) => Promise<boolean>;
  /** Those that are leaving, and those that were expected before that time and never came. */
  readonly listUnfinished: (before: Date) => Promise<Upload[]>;
  readonly roomTaken: (ownerId: string) => Promise<number>;
  /** In one step, so that two who take the last room do not both get it. @returns false when there is not enough */
  readonly takeRoom: (ownerId: string, size: number, quota: number) => Promise<boolean>;
  readonly giveBackRoom: (ownerId: string, size: number) => Promise<void>;
}
