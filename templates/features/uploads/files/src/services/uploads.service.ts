import type { Readable } from 'node:stream';
import { uploadLimits } from '../constants/upload-limits.ts';
import type { SentFile } from '../files/incoming.ts';
import type { UploadOutput, UploadsQuery } from '../schemas/uploads.schema.ts';
import type { ServiceDeps } from './index.ts';
import { full, missing, uploadRecords } from './upload-records.ts';

type Deps = Pick<
  ServiceDeps,
  'repositories' | 'unitOfWork' | 'files' | 'incoming' | 'clock' | 'ids' | 'env' | 'log'
>;

/** Files of users, on their way through this app. */
export function uploadsService(deps: Deps) {
  const { files, incoming, clock, env, log } = deps;
  const { uploads } = deps.repositories;
  const records = uploadRecords(deps);

  return {
    list: (page: UploadsQuery, ownerId: string): Promise<UploadOutput[]> =>
      uploads.list(ownerId, page),

    read: (id: string, ownerId: string): Promise<UploadOutput> =>
      records.find(id, ownerId, ['kept']),

    /** Says no before anything is sent. Whether the file fits, its size will show. */
    expectRoom: async (ownerId: string): Promise<void> => {
      if ((await uploads.roomTaken(ownerId)) >= env.UPLOAD_QUOTA_BYTES) throw full();
    },

    keep: async ({ name, received }: SentFile, ownerId: string): Promise<UploadOutput> => {
      const type = await records.recognise(received.head);
      const upload = await records.expect({ ownerId, name, size: received.size, type });
      try {
        await files.put(upload.id, received);
        const kept = await uploads.keep(upload.id, type);
        if (kept) return kept;
        throw missing();
      } catch (error) {
        // Where this fails as well, sweeping finds it.
        await records
          .giveUp(upload)
          .catch((err: unknown) => log.warn({ err }, 'a file is left over'));
        throw error;
      }
    },

    open: async (
      id: string,
      ownerId: string,
    ): Promise<{ readonly upload: UploadOutput; readonly content: Readable }> => {
      const upload = await records.find(id, ownerId, ['kept']);
      const content = await files.get(id);
      if (!content) throw missing();
      return { upload, content };
    },

    remove: async (id: string, ownerId: string): Promise<void> => {
      const upload = await records.find(id, ownerId, ['kept']);
      // Of two who delete it at once, one is late.
      if (!(await uploads.dismiss(id, 'kept'))) throw missing();
      await records.discard(upload);
    },

    /** Takes out what was begun and never ended. @returns how many */
    sweep: async (): Promise<Readonly<Record<'files' | 'uploads', number>>> => {
      const before = new Date(clock.now().getTime() - uploadLimits.abandoned);
      const unfinished = await uploads.listUnfinished(before);
      for (const upload of unfinished) await records.discard(upload);
      return { uploads: unfinished.length, files: await incoming.sweep(before) };
    },
  };
}
