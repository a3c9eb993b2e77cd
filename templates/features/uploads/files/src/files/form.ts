import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import type { Env } from '../config/env.ts';
import { AppError } from '../errors/app-error.ts';
import type { Incoming, Received, SentFile } from './incoming.ts';

interface Needs {
  readonly env: Pick<Env, 'UPLOAD_MAX_BYTES'>;
  readonly incoming: Incoming;
}

/** The one file of a form. Whoever calls this looks after what was received. @throws AppError */
export async function readForm(
  { env, incoming }: Needs,
  request: Request,
  response: Response,
): Promise<SentFile> {
  if (!request.is('multipart/form-data')) {
    throw new AppError('unsupported_media_type', 'The body must be multipart/form-data.');
  }
  const storage = storageIn(incoming);
  const read = multer({
    storage,
    defParamCharset: 'utf8',
    limits: { fileSize: env.UPLOAD_MAX_BYTES, files: 1, fields: 0, parts: 1, headerPairs: 20 },
  }).single('file');
  await new Promise<void>((resolve, reject) => {
    read(request, response, (error: unknown) => {
      if (error) reject(understand(error));
      else resolve();
    });
  });
  const received = storage.received();
  if (!request.file || !received) throw unexpected();
  return { name: request.file.originalname, received };
}

/** What goes wrong on the way is cleaned up by `receive`; what goes wrong after it, by `_removeFile`. */
function storageIn(incoming: Incoming): StorageEngine & { received: () => Received | undefined } {
  let received: Received | undefined;
  return {
    received: () => received,
    _handleFile: (_request, file, done) => {
      incoming.receive(file.stream).then(
        (result) => {
          received = result;
          done(null, { size: result.size });
        },
        (error: unknown) => done(error),
      );
    },
    _removeFile: (_request, _file, done) => {
      if (!received) return done(null);
      received.discard().then(() => done(null), done);
    },
  };
}

const unexpected = () =>
  new AppError('validation', 'Send one file, in the field `file`, and nothing else.');

/** A full disk is our affair. Everything else that a parser complains of is the form. */
function understand(error: unknown): Error {
  if (error instanceof MulterError) {
    return error.code === 'LIMIT_FILE_SIZE'
      ? new AppError('too_large', 'The file is too large.')
      : unexpected();
  }
  if (error instanceof Error && 'syscall' in error) return error;
  return new AppError('validation', 'The form is not whole.', {}, { cause: error });
}
