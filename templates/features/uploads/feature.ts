import { defineFeature } from '../../../src/define.ts';

export default defineFeature({
  title: 'Uploads',
  hint: 'files of users, in a folder or in a bucket: limited, recognised by content, seen by their owner alone',
  needs: {
    level: 6,
    databases: ['postgres', 'mongo'],
    features: ['jwt'],
    reason:
      'a file has an owner and a record, and what was left half done is swept up: that takes all of levels 3 to 5',
  },
  replaces: ['src/middleware/body-type.ts'],
  env: [
    {
      name: 'UPLOADS_DIR',
      about: 'folder for files, and for what comes in before it is one; outside of the code',
      schema: "z.string().min(1).default('.local/uploads')",
      example: '.local/uploads',
      compose: '/home/node/uploads',
    },
    {
      name: 'UPLOAD_MAX_BYTES',
      about: 'bytes of one file',
      schema: 'z.coerce.number().int().min(1).max(5_000_000_000).default(10_485_760)',
      example: '10485760',
      compose: "'10485760'",
    },
    {
      name: 'UPLOAD_QUOTA_BYTES',
      about: 'bytes of all files of one user',
      schema: 'z.coerce.number().int().min(1).default(104_857_600)',
      example: '104857600',
      compose: "'104857600'",
    },
    {
      name: 'UPLOAD_TYPES',
      about:
        'types of files that are taken, as their content shows them, separated by commas; * takes all',
      schema:
        "z\n      .string()\n      .default('image/png,image/jpeg,image/gif,image/webp,application/pdf')\n      .transform((list) => list.split(',').flatMap((item) => item.trim() || []))",
      example: 'image/png,image/jpeg,image/gif,image/webp,application/pdf',
      compose: 'image/png,image/jpeg,image/gif,image/webp,application/pdf',
    },
    {
      name: 'S3_BUCKET',
      about: 'bucket for files; empty: they are kept in `UPLOADS_DIR`',
      schema: 'z.string().min(3).optional()',
      example: '',
      compose: '${S3_BUCKET:-}',
      deploy: { kind: 'setting', value: 'change-me' },
    },
    {
      name: 'S3_REGION',
      about: 'region of the bucket',
      schema: "z.string().min(1).default('us-east-1')",
      example: 'us-east-1',
      compose: '${S3_REGION:-us-east-1}',
    },
    {
      name: 'S3_ENDPOINT',
      about: 'server that speaks S3, if it is not that of Amazon: R2, MinIO and the like',
      schema: 'z.url({ protocol: /^https?$/ }).optional()',
      example: '',
      compose: '${S3_ENDPOINT:-}',
    },
    {
      name: 'S3_ACCESS_KEY_ID',
      about: 'key of the bucket; empty: the role of the machine',
      schema: 'z.string().min(1).optional()',
      example: '',
      compose: '${S3_ACCESS_KEY_ID:-}',
      deploy: { kind: 'given' },
    },
    {
      name: 'S3_SECRET_ACCESS_KEY',
      about: 'the secret that belongs to that key',
      schema: 'z.string().min(1).optional()',
      example: '',
      compose: '${S3_SECRET_ACCESS_KEY:-}',
      deploy: { kind: 'given' },
    },
  ],
  sockets: {
    ports: [
      { name: 'incoming', symbol: 'openIncoming', from: 'src/files/incoming.ts', order: 47 },
      { name: 'files', symbol: 'openFiles', from: 'src/files/file-store.ts', order: 48 },
    ],
    repositories: [
      {
        name: 'uploads',
        symbol: 'uploadsRepository',
        from: 'src/repositories/uploads.repository.ts',
      },
    ],
    domainServices: [
      { name: 'uploads', symbol: 'uploadsService', from: 'src/services/uploads.service.ts' },
      {
        name: 'directUploads',
        symbol: 'directUploadsService',
        from: 'src/services/direct-uploads.service.ts',
      },
    ],
    routes: [
      { symbol: 'uploadsRoutes', from: 'src/routes/uploads.routes.ts', order: 220 },
      { symbol: 'directUploadsRoutes', from: 'src/routes/direct-uploads.routes.ts', order: 221 },
    ],
    policies: [{ symbol: 'uploadsPolicy', from: 'src/policies/uploads.policy.ts', order: 220 }],
    models: [
      { symbol: 'uploads', from: 'src/models/upload.model.ts', when: 'postgres' },
      { symbol: 'uploadRoom', from: 'src/models/upload-room.model.ts', when: 'postgres' },
    ],
    jobs: [
      { symbol: 'sweepUploadsJob', from: 'src/jobs/sweep-uploads.job.ts', when: 'with-queue' },
    ],
    testServices: [{ symbol: 'testUploads', from: 'tests/support/uploads-folder.ts' }],
  },
  folders: {
    'src/files/':
      'how files come in, what they are called, where they are kept: a folder or a bucket',
  },
  api: [
    { method: 'GET', path: '/uploads', about: 'your files, page by page' },
    { method: 'POST', path: '/uploads', about: 'send a file: a form with the field `file`' },
    { method: 'GET', path: '/uploads/:id', about: 'what is known of a file of yours' },
    { method: 'GET', path: '/uploads/:id/content', about: 'download it' },
    { method: 'DELETE', path: '/uploads/:id', about: 'delete it' },
    { method: 'POST', path: '/uploads/direct', about: 'ask where in the bucket to send a file' },
    { method: 'POST', path: '/uploads/:id/finish', about: 'say that it was sent there' },
    { method: 'GET', path: '/uploads/:id/link', about: 'ask where in the bucket to fetch it' },
  ],
  scripts: {
    'uploads:sweep': 'delete files that were begun and never ended; for an hourly schedule',
  },
  dependencies: {
    multer: {
      why: 'takes forms with files apart, while they come in',
      instead: 'busboy, which it stands on',
    },
    'file-type': {
      why: 'recognises a file by its content; whoever sends it may call it anything',
      instead: 'a table of the first bytes of the few types that are taken',
    },
    '@aws-sdk/client-s3': {
      why: 'speaks to buckets; loaded only where there is one',
      instead: 'aws4fetch and `fetch`, for the five requests that are needed',
    },
    '@aws-sdk/s3-request-presigner': {
      why: 'signs addresses at which callers send to the bucket and fetch from it',
      instead: 'aws4fetch, or about 60 lines on `node:crypto`',
    },
  },
});
