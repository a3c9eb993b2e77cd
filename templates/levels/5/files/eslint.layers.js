/** What the files of a folder may not import. Each layer knows the one below it, and no other. */

/** @param {readonly string[]} names */
const folders = (...names) => ({
  regex: `^(?:\\.\\./|\\./)+(?:${names.join('|')})(?:/|\\.ts$)`,
});

/** @param {readonly string[]} names */
const packages = (...names) => ({ regex: `^(?:${names.join('|')})(?:/.*)?$` });

const HTTP = packages('express', 'node:http', 'supertest', 'cors', 'helmet', 'express-rate-limit');
const DATABASE = packages('drizzle-orm', 'pg', 'mongoose', 'mongodb');
const SERVERS = packages('ioredis', 'bullmq', 'undici', 'axios', 'node:https', 'nodemailer');

/** @param {string} file @param {string} message @param {readonly { regex: string }[]} refused */
const layer = (file, message, refused) => ({
  files: [file],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: refused.map((pattern) => ({ ...pattern, message })) },
    ],
  },
});

const ABOVE_SERVICES = folders('controllers', 'routes', 'middleware', 'app', 'container');

export const layers = [
  ...['controllers', 'routes', 'middleware'].map((folder) =>
    layer(`src/${folder}/**`, 'HTTP asks a service; what is kept, and how, is not its business.', [
      folders('repositories', 'models', 'db', 'container'),
      DATABASE,
      SERVERS,
    ]),
  ),
  layer('src/services/**', 'A rule knows nothing of HTTP and of the database: it is given ports.', [
    ABOVE_SERVICES,
    folders('models', 'db'),
    HTTP,
    DATABASE,
    SERVERS,
  ]),
  layer('src/repositories/**', 'A repository reads and writes, and decides nothing.', [
    ABOVE_SERVICES,
    folders('services'),
    HTTP,
    SERVERS,
  ]),
  layer('src/models/**', 'A model says what is kept, and uses nothing of the app.', [
    ABOVE_SERVICES,
    folders('services', 'repositories'),
    HTTP,
    SERVERS,
  ]),
  layer('src/utils/**', 'A helper knows nothing of the app.', [
    ABOVE_SERVICES,
    folders('services', 'repositories', 'models', 'db'),
    DATABASE,
  ]),
];
