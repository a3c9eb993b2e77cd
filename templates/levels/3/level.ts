import { defineLevel } from '../../../src/define.ts';

export default defineLevel({
  title: 'Databases',
  hint: 'a database behind the API: schema, migrations, transactions, paging',
  isDefault: true,
  about: {
    promise: 'store, retrieve and manage data reliably',
    time: '3 to 4 weeks',
    goal: 'store, retrieve and manage data reliably and efficiently',
    buildsOn: 2,
  },
  replaces: ['package.json#scripts.dev', 'vitest.config.ts', 'tools/doctor.mjs'],
  folders: {
    'tools/': 'scripts for people, and what finds and starts databases on this machine',
    'tests/support/': 'what tests start the app and its services with, and make records with',
    '.local/': 'the data of `dev`; may be deleted at any time',
  },
  scripts: {
    dev: 'find or start the database, migrate, seed, serve, and start again after every change',
    doctor: 'check what the project needs of this machine, and which database it would use',
  },
});
