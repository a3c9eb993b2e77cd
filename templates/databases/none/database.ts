import { defineDatabase } from '../../../src/define.ts';

export default defineDatabase({
  title: 'None',
  hint: 'everything in memory, gone when the process ends',
  needs: {
    maxLevel: 2,
    reason:
      'from level 3 on a backend keeps what it is told, and schema, transactions and migrations need a database',
  },
  sockets: { connections: [{ symbol: 'db', from: 'src/db/memory.ts', when: 'level2' }] },
});
