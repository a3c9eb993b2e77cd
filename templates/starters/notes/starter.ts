import { defineStarter } from '../../../src/define.ts';

export default defineStarter({
  title: 'Notes backend',
  hint: 'P02: notes with pins, categories and an archive, found by their words, shared to read or to write',
  needs: {
    level: 4,
    maxLevel: 4,
    databases: ['mongo', 'postgres'],
    reason:
      'whose a note is takes accounts, and how this starter asks the database is that of level 4',
  },
  starts: { level: 4, database: 'mongo' },
  replaces: [
    'src/controllers/notes.controller.ts',
    'src/controllers/shares.controller.ts',
    'src/policies/shares.policy.ts',
  ],
  modules: [
    {
      name: 'notes',
      fields: [
        'title:string',
        'text:text?',
        'category:string?:max=50:index',
        'isPinned:boolean=false',
        'isArchived:boolean=false',
      ],
      options: ['owner'],
    },
    {
      name: 'shares',
      fields: ['note:ref:notes', 'email:email:unique-with=note', 'right:enum(read,write)=read'],
    },
  ],
  sockets: {
    routes: [{ symbol: 'noteSearchRoutes', from: 'src/routes/note-search.routes.ts' }],
    policies: [{ symbol: 'noteSearchPolicy', from: 'src/policies/note-search.policy.ts' }],
  },
  api: [
    { method: 'GET', path: '/note-search', about: 'notes of yours and shared with you, by a word' },
  ],
  stretch: [
    {
      goal: 'tags on notes, everybody their own',
      command: 'generate module tags name:string note:ref:notes:unique-with=name --owner',
    },
    {
      goal: 'checklists in a note',
      command: 'generate module items note:ref:notes text:string isDone:boolean=false --owner',
    },
    {
      goal: 'signing in with GitHub',
      command: 'add oauth-github',
      when: 'without-oauth-github',
    },
    {
      goal: 'the same in a container',
      command: 'add docker',
      when: 'without-docker',
    },
  ],
});
