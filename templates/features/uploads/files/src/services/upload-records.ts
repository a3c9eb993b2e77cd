import type { UploadStatus } from '../constants/upload-status.ts';
import { AppError } from '../errors/app-error.ts';
import { safeName } from '../files/file-name.ts';
import { typeOf } from '../files/file-type.ts';
import type { Upload } from '../repositories/upload-contracts.ts';
import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'unitOfWork' | 'files' | 'clock' | 'ids' | 'env'>;

type NewUpload = Pick<Upload, 'ownerId' | 'name' | 'size'> & Partial<Pick<Upload, 'type'>>;

/** What the services of uploads share: a record, the room it takes, and the file that belongs to it. */
export function uploadRecords({ repositories, unitOfWork, files, clock, ids, env }: Deps) {
  /** File first: a record without a file is found again, a file without a record is not. */
  const discard = async ({ id, ownerId, size }: Upload): Promise<void> => {
    await files.remove(id);
    await unitOfWork.run(async ({ uploads }) => {
      // Of two who remove it at once, one gives back its room.
      if (await uploads.remove(id)) await uploads.giveBackRoom(ownerId, size);
    });
  };

  return {
    discard,

    /** Somebody else's does not exist for them: 403 would tell that it does. */
    find: async (id: string, ownerId: string, statuses: readonly UploadStatus[]) => {
      const upload = await repositories.uploads.find(id);
      if (upload?.ownerId !== ownerId || !statuses.includes(upload.status)) throw missing();
      return upload;
    },

    /** From now on there is room for it, and a record that says so. */
    expect: ({ name, type = '', ...upload }: NewUpload): Promise<Upload> =>
      unitOfWork.run(async ({ uploads }) => {
        const { ownerId, size } = upload;
        const hasRoom = await uploads.takeRoom(ownerId, size, env.UPLOAD_QUOTA_BYTES);
        if (!hasRoom) throw full();
        return uploads.insert({
          ...upload,
          id: ids.next(),
          name: safeName(name),
          type,
          status: 'expected',
          createdAt: clock.now().toISOString(),
        });
      }),

    /** It will not come, or not as it was said. What somebody kept meanwhile stays. */
    giveUp: async (upload: Upload): Promise<void> => {
      if (await repositories.uploads.dismiss(upload.id, 'expected')) await discard(upload);
    },

    /** What it is by its content, if that is wanted here. */
    recognise: async (head: Uint8Array): Promise<string> => {
      const type = await typeOf(head);
      if ([type, '*'].some((one) => env.UPLOAD_TYPES.includes(one))) return type;
      throw new AppError('unsupported_media_type', 'Files of this type are not taken.', { type });
    },
  };
}

export const missing = (): AppError => new AppError('not_found', 'There is no such upload.');

export const full = (): AppError =>
  new AppError('quota_exceeded', 'There is no room left for this file; delete others.');
