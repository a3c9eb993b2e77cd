import { defineFeature } from '../../../src/define.ts';

export default defineFeature({
  title: 'Drills',
  hint: 'the exercises of levels 0 and 1, which need Node and nothing else',
  folders: {
    'drills/internet/':
      'level 0: a server and a client on bare sockets, and what the web adds to them',
  },
  checklist: [
    {
      id: 'L0-K1',
      claim: 'I can explain the difference between HTTP and HTTPS to a friend who writes no code.',
      shownBy: 'without the words encryption and certificate',
    },
    {
      id: 'L0-K2',
      claim: 'I understand what happens when I type google.com and press Enter.',
      shownBy: 'the steps of docs/lessons/L0-D1-the-way-of-a-request.md, from memory',
    },
    {
      id: 'L0-K3',
      claim: 'I can read and write basic JSON.',
      shownBy: 'both exercises of drills/internet/tests/json.test.ts are green',
    },
    {
      id: 'L0-K4',
      claim: 'I know the difference between GET and POST.',
      shownBy: 'send both to /notes, twice, and say beforehand what changes',
    },
    {
      id: 'L0-K5',
      claim: 'I understand what a port is, and why 80 and 443 matter.',
      shownBy: 'start drills/internet/bin/serve.ts twice and explain what the second one says',
    },
    {
      id: 'L1-K1',
      claim: 'I can write functions that accept and return data.',
      shownBy: 'add a discount to drills/programming/orders.ts, test first',
      when: 'level1',
    },
    {
      id: 'L1-K2',
      claim: 'I understand async/await, and why callbacks became promises.',
      shownBy: 'rewrite drills/programming/callbacks.ts from memory',
      when: 'level1',
    },
    {
      id: 'L1-K3',
      claim: 'I can handle errors without crashing my program.',
      shownBy: 'npx tsx drills/programming/bin/jobs.ts with a job that fails',
      when: 'level1',
    },
    {
      id: 'L1-K4',
      claim: 'I use process.env for configuration, and never write secrets into code.',
      shownBy: 'take a line out of drills/programming/.env and read what the program says',
      when: 'level1',
    },
    {
      id: 'L1-K5',
      claim: 'I can explain the difference between null and undefined.',
      shownBy: 'drills/programming/profile.ts, and what JSON makes of both',
      when: 'level1',
    },
  ],
});
