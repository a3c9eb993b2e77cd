import { pipeline } from 'node:stream/promises';
import type { Deps } from '../app.ts';
import { uploadLimits } from '../constants/upload-limits.ts';
import { attachment } from '../files/file-name.ts';
import { readForm } from '../files/form.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { UploadOutput, UploadsQuery } from '../schemas/uploads.schema.ts';
import { requireIdentity } from '../utils/identity.ts';
import { limitEach } from '../utils/limit-each.ts';
import { cutPage } from '../utils/pagination.ts';

type Needs = Pick<Deps, 'env' | 'incoming' | 'services'>;
type OfOne = Call<{ params: RecordParams }>;

export function uploadsController(deps: Needs) {
  const { uploads } = deps.services;
  const atOnce = limitEach(uploadLimits.atOnce);
  const idOf = ({ request }: Call): string => requireIdentity(request).userId;

  const send = async (call: Call): Promise<UploadOutput> => {
    const { request, response } = call;
    await uploads.expectRoom(idOf(call));
    const sent = await readForm(deps, request, response);
    try {
      const upload = await uploads.keep(sent, idOf(call));
      response.location(`/uploads/${upload.id}`);
      return upload;
    } finally {
      await sent.received.discard();
    }
  };

  return {
    list: async (call: Call<{ query: UploadsQuery }>): Promise<UploadOutput[]> =>
      cutPage(await uploads.list(call.query, idOf(call)), call.query, call),

    send: (call: Call): Promise<UploadOutput> => atOnce(idOf(call), () => send(call)),

    read: (call: OfOne): Promise<UploadOutput> => uploads.read(call.params.id, idOf(call)),

    content: async (call: OfOne): Promise<void> => {
      const { upload, content } = await uploads.open(call.params.id, idOf(call));
      call.response.set({
        'Content-Type': upload.type,
        'Content-Length': String(upload.size),
        'Content-Disposition': attachment(upload.name),
        // Whatever it is, it is a file and no page of this site.
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Accept-Ranges': 'none',
      });
      await pipeline(content, call.response).catch(unlessGone);
    },

    remove: (call: OfOne): Promise<void> => uploads.remove(call.params.id, idOf(call)),
  };
}

/** Whoever asked went away. The log of requests says that the answer is not complete. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
