import { defineModule } from '../../src/define.ts';

export default defineModule({
  title: 'A module',
  hint: 'schemas, routes and tests of one resource',
  needs: {
    level: 2,
    reason: 'a module is served by a server, and the first one comes at level 2',
  },
  options: {
    owner: {
      hint: 'a record belongs to who made it; for others but admins it does not exist',
      needs: { level: 4, reason: 'a record belongs to an account, and accounts come with level 4' },
      fields: ['owner:ref:users'],
      isGiven: true,
    },
    'soft-delete': {
      hint: 'what is deleted is kept, for admins to restore or purge',
      needs: {
        level: 3,
        reason: 'what is deleted is kept in a database, and level 3 has the first',
      },
      fields: ['deletedAt:datetime?'],
      takes: ['deleted-{{plural}}'],
    },
  },
  sockets: {
    routes: [
      { symbol: '{{camelPlural}}Routes', from: 'src/routes/{{plural}}.routes.ts' },
      {
        symbol: 'deleted{{pascalPlural}}Routes',
        from: 'src/routes/deleted-{{plural}}.routes.ts',
        when: 'soft-delete',
      },
    ],
    policies: [
      {
        symbol: '{{camelPlural}}Policy',
        from: 'src/policies/{{plural}}.policy.ts',
        when: 'level4',
      },
      {
        symbol: 'deleted{{pascalPlural}}Policy',
        from: 'src/policies/deleted-{{plural}}.policy.ts',
        when: 'level4+soft-delete',
      },
    ],
    repositories: [
      {
        name: '{{camelPlural}}',
        symbol: '{{camelPlural}}Repository',
        from: 'src/repositories/{{plural}}.repository.ts',
      },
    ],
    domainServices: [
      {
        name: '{{camelPlural}}',
        symbol: '{{camelPlural}}Service',
        from: 'src/services/{{plural}}.service.ts',
      },
      {
        name: 'deleted{{pascalPlural}}',
        symbol: 'deleted{{pascalPlural}}Service',
        from: 'src/services/deleted-{{plural}}.service.ts',
        when: 'soft-delete',
      },
    ],
  },
  replaces: [
    'src/controllers/__plural__.controller.ts',
    'src/controllers/deleted-__plural__.controller.ts',
    'tests/support/records.ts',
  ],
  api: [
    { method: 'GET', path: '/{{plural}}', about: 'list, page by page: filter, sort' },
    { method: 'POST', path: '/{{plural}}', about: 'create' },
    { method: 'GET', path: '/{{plural}}/:id', about: 'read' },
    { method: 'PUT', path: '/{{plural}}/:id', about: 'replace' },
    { method: 'PATCH', path: '/{{plural}}/:id', about: 'change' },
    { method: 'DELETE', path: '/{{plural}}/:id', about: 'delete' },
    {
      method: 'GET',
      path: '/deleted-{{plural}}',
      about: 'list what was deleted',
      when: 'soft-delete',
    },
    {
      method: 'POST',
      path: '/deleted-{{plural}}/:id/restore',
      about: 'take it back',
      when: 'soft-delete',
    },
    {
      method: 'DELETE',
      path: '/deleted-{{plural}}/:id',
      about: 'delete for good',
      when: 'soft-delete',
    },
  ],
  fieldCode: {
    // what a caller may write, on its own
    writable: {
      types: {
        string: 'z.string().trim().min({{min}}).max({{max}})',
        text: 'z.string().min({{min}}).max({{max}})',
        integer: 'z.int().min({{min}}).max({{max}})',
        decimal: 'fields.decimal({{min}}, {{max}})',
        boolean: 'z.boolean()',
        date: 'fields.date()',
        datetime: 'fields.datetime()',
        uuid: 'fields.uuid()',
        email: 'fields.email({{min}}, {{max}})',
        url: 'fields.webAddress({{min}}, {{max}})',
        enum: 'z.enum({{js values}})',
        json: 'fields.json()',
        ref: 'fields.uuid()',
      },
      suffixes: [{ when: 'optional', text: '.nullable()' }],
    },
    // an entry for what may be left out
    input: {
      types: {
        '*': '',
      },
      suffixes: [
        { when: 'default', text: '{{name}}: writable.shape.{{name}}.prefault({{defaultJs}}),' },
        { when: 'optional', text: '{{name}}: writable.shape.{{name}}.default(null),' },
      ],
    },
    // what is answered: looser, so that a rule made stricter does not hide old records
    output: {
      types: {
        string: 'z.string()',
        text: 'z.string()',
        integer: 'z.int32()',
        decimal: 'fields.decimal()',
        boolean: 'z.boolean()',
        date: 'fields.date()',
        datetime: 'fields.datetime()',
        uuid: 'fields.uuid()',
        email: 'z.string()',
        url: 'z.string()',
        enum: 'z.enum({{js values}})',
        json: 'z.unknown()',
        ref: 'fields.uuid()',
      },
      suffixes: [{ when: 'optional', text: '.nullable()' }],
    },
    // whole entries from here on; empty where a type has none
    sortField: {
      types: {
        '*': '',
        string: "'{{name}}',",
        integer: "'{{name}}',",
        decimal: "'{{name}}',",
        date: "'{{name}}',",
        datetime: "'{{name}}',",
        email: "'{{name}}',",
      },
    },
    filter: {
      types: {
        '*': '',
        string: '{{name}}: z.string().max({{max}}).exactOptional(),',
        integer: '{{name}}: query.integer({{min}}, {{max}}).exactOptional(),',
        boolean: '{{name}}: query.boolean().exactOptional(),',
        date: '{{name}}: fields.date().exactOptional(),',
        uuid: '{{name}}: fields.uuid().exactOptional(),',
        email: '{{name}}: fields.email({{min}}, {{max}}).exactOptional(),',
        enum: '{{name}}: z.enum({{js values}}).exactOptional(),',
        ref: '{{name}}: fields.uuid().exactOptional(),',
      },
    },
    sample: {
      types: {
        string: 'make.text({{min}}, {{max}})',
        text: 'make.text({{min}}, {{max}})',
        integer: 'make.integer({{min}}, {{max}})',
        decimal: 'make.decimal({{min}}, {{max}})',
        boolean: 'make.boolean()',
        date: 'make.date()',
        datetime: 'make.datetime()',
        uuid: 'make.uuid()',
        email: 'make.email()',
        url: 'make.webAddress()',
        enum: 'make.oneOf({{js values}})',
        json: 'make.json()',
        ref: "make.idOf('{{ref.plural}}')",
      },
    },
    // what the server adds to what a caller may write
    givenType: {
      types: { '*': " & Pick<{{module.pascal}}Output, '{{name}}'>" },
    },
    // values that are refused, as items of a list
    wrong: {
      types: {
        '*': '',
        string: "1, true, [], {}, 'x'.repeat({{max}} + 1)",
        text: "1, true, [], {}, 'x'.repeat({{max}} + 1)",
        integer: "'1', 1.5, {{min}} - 1, {{max}} + 1, true, []",
        decimal: "1.5, '1.555', '1e3', 'x', '99999999999', true, []",
        boolean: "'true', 0, 1, []",
        date: "'2026-02-30', '0000-01-01', '2026-1-1', '2026-01-01T00:00:00Z', 5, []",
        datetime:
          "'2026-01-01', 'yesterday', '2026-01-01T25:00:00Z', '9999-12-31T23:59:59-01:00', 5, []",
        uuid: "'5', 'not-a-uuid', 5, []",
        email: "'no-at', 'a@b', 'a b@example.com', 'a@example.com\\r\\nBcc: b', 5, []",
        url: "'example.com', 'javascript:alert(1)', 'ftp://example.com', 5, []",
        enum: "'no-such-value', 5, true, []",
        ref: "'5', 'not-a-uuid', 5, []",
      },
    },
    // what a database in memory has to know of a field
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
      suffixes: [
        { when: 'unique', text: "'{{name}}'," },
        { when: 'pair', text: "['{{pair.name}}', '{{name}}']," },
      ],
    },
    memoryReference: {
      types: {
        '*': '',
        ref: "{{name}}: '{{ref.plural}}',",
      },
    },
    filterName: {
      types: {
        '*': '',
        string: "'{{name}}',",
        integer: "'{{name}}',",
        boolean: "'{{name}}',",
        date: "'{{name}}',",
        uuid: "'{{name}}',",
        email: "'{{name}}',",
        enum: "'{{name}}',",
        ref: "'{{name}}',",
      },
    },
    uniqueName: {
      types: {
        '*': '',
      },
      suffixes: [{ when: 'unique', text: "'{{name}}'," }],
    },
    pairNames: {
      types: {
        '*': '',
      },
      suffixes: [{ when: 'pair', text: "['{{pair.name}}', '{{name}}']," }],
    },
    referenceName: {
      types: {
        '*': '',
        ref: "'{{name}}',",
      },
    },
  },
});
