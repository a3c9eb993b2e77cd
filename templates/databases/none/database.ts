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
  fieldCode: {
    memoryOrder: {
      types: {
        '*': '',
        string: "{{name}}: 'text',",
        integer: "{{name}}: 'number',",
        decimal: "{{name}}: 'number',",
        date: "{{name}}: 'text',",
        datetime: "{{name}}: 'text',",
        email: "{{name}}: 'text',",
      },
    },
    memoryUnique: {
      types: {
        '*': '',
      },
      suffixes: [{ when: 'unique', text: "'{{name}}'," }],
    },
    memoryReference: {
      types: {
        '*': '',
        ref: "{{name}}: '{{ref.plural}}',",
      },
    },
  },
});
