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
  checklist: [
    {
      id: 'L3-K1',
      claim: 'I can design a schema for a requirement.',
      shownBy: 'write the models of a library: books, members, loans with a due date',
    },
    {
      id: 'L3-K2',
      claim: 'I know normalization up to the third normal form, and when to stop.',
      shownBy: 'say for each field of an order why it is where it is',
    },
    {
      id: 'L3-K3',
      claim: 'I can read what belongs together from several tables or collections at once.',
      shownBy: 'one query for the orders of a user with their items',
    },
    {
      id: 'L3-K4',
      claim: 'I know when an index helps, and when it costs more than it gives.',
      shownBy: 'explain a query before and after the index',
    },
    {
      id: 'L3-K5',
      claim: 'I can explain ACID.',
      shownBy: 'throw an error in the middle of placing an order, and look what is left',
    },
    {
      id: 'L3-K6',
      claim: 'I have used an ORM or ODM in a project.',
      shownBy: 'src/models/ and one query you wrote with it',
    },
  ],
  scripts: {
    dev: 'find or start the database, migrate, seed, serve, and start again after every change',
    doctor: 'check what the project needs of this machine, and which database it would use',
  },
});
