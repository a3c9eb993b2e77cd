import { uploadLimits } from '../constants/upload-limits.ts';
import { AppError } from '../errors/app-error.ts';
import type { Bucket, Sent } from '../files/bucket.ts';
import type { Upload } from '../repositories/upload-contracts.ts';
import type { Announcement, Destination, Link, UploadOutput } from '../schemas/uploads.schema.ts';
import { after } from '../utils/clock.ts';
import type { ServiceDeps } from './index.ts';
import { missing, uploadRecords } from './upload-records.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'unitOfWork' | 'files' | 'clock' | 'ids' | 'env'>;

/** Files that go straight into the bucket and come straight out of it. We say where, and look at what came. */
export function directUploadsService(deps: Deps) {
  const { files, clock, env } = deps;
  const { uploads } = deps.repositories;
  const records = uploadRecords(deps);

  const bucket = (): Bucket => {
    if (files.bucket) return files.bucket;
    throw new AppError('unavailable', 'Files are not kept in a bucket here.');
  };

  const isTooLate = ({ createdAt }: Upload): boolean =>
    clock.now() > after(new Date(createdAt), uploadLimits.finish);

  /** The address says how much may be sent. Not every server that speaks S3 holds to it. */
  const check = async ({ size }: Upload, sent: Sent): Promise<string> => {
    if (sent.size !== size) throw new AppError('conflict', 'That is not as large as was said.');
    return records.recognise(sent.head);
  };

  /** What is not wanted is given up. What only failed stays where it is, and may be tried again. */
  const keep = async (upload: Upload, sent: Sent): Promise<Upload> => {
    const type = await check(upload, sent).catch(async (error: unknown) => {
      await records.giveUp(upload);
      throw error;
    });
    await bucket().keep(upload.id, sent);
    // Of two who finish it at once, one finds that it is done.
    await uploads.keep(upload.id, type);
    await bucket().forget(upload.id);
    return records.find(upload.id, upload.ownerId, ['kept']);
  };

  return {
    announce: async ({ name, size }: Announcement, ownerId: string): Promise<Destination> => {
      const { addressForUpload } = bucket();
      if (size > env.UPLOAD_MAX_BYTES) throw new AppError('too_large', 'The file is too large.');
      const upload = await records.expect({ ownerId, name, size });
      const address = await addressForUpload(upload.id, size, clock.now());
      return { id: upload.id, method: 'PUT', ...address };
    },

    /** May be asked again by somebody who did not hear the answer. */
    finish: async (id: string, ownerId: string): Promise<UploadOutput> => {
      const { look } = bucket();
      const upload = await records.find(id, ownerId, ['expected', 'kept']);
      if (upload.status === 'kept') return upload;
      if (isTooLate(upload)) throw missing();
      const sent = await look(id);
      if (!sent) throw new AppError('conflict', 'Nothing was sent there yet.');
      return keep(upload, sent);
    },

    link: async (id: string, ownerId: string): Promise<Link> => {
      const { addressForDownload } = bucket();
      return addressForDownload(await records.find(id, ownerId, ['kept']), clock.now());
    },
  };
}
