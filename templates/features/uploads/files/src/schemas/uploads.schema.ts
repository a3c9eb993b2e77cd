import { z } from 'zod';
import * as fields from './fields.ts';
import * as query from './list-query.ts';

export const uploadOutput = z.object({
  id: fields.uuid(),
  /** what its owner calls it; never part of a path */
  name: z.string(),
  /** by its content, whatever was claimed */
  type: z.string(),
  size: z.int(),
  createdAt: fields.datetime(),
});

export const uploadsQuery = z
  .strictObject({ ...query.paging(), sort: query.sort(['createdAt', 'name', 'size']) })
  .transform(query.toPage(uploadOutput));

/** A file that will be sent straight into the bucket. */
export const announcement = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(1_000)
    .meta({ examples: ['cat.png'] }),
  size: z.int().min(1),
});

export const destination = z.object({
  id: fields.uuid(),
  method: z.literal('PUT'),
  url: z.string(),
  expiresAt: fields.datetime(),
});

export const link = z.object({ url: z.string(), expiresAt: fields.datetime() });

export type UploadOutput = z.output<typeof uploadOutput>;
export type UploadsQuery = z.output<typeof uploadsQuery>;
export type Announcement = z.output<typeof announcement>;
export type Destination = z.output<typeof destination>;
export type Link = z.output<typeof link>;
