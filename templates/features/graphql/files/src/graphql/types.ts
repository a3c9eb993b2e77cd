/** Name of a field → its type. */
export type TypeOfField = Readonly<Record<string, string>>;

/** What callers write. GraphQL has no input without fields; there, the schema of REST looks alone. */
export const inputType = (name: string, fields: TypeOfField): string =>
  isEmpty(fields)
    ? `scalar ${name}`
    : `input ${name} {
    ${Object.entries(fields)
      .map(([field, type]) => `${field}: ${type}`)
      .join('\n    ')}
  }`;

/** What a list is asked with. */
export const listArguments = (type: string, filters: TypeOfField): string =>
  `first: Int = 20, after: String, sort: String${isEmpty(filters) ? '' : `, filter: ${type}Filter`}`;

/** What a list is answered with, and what it can be narrowed to. */
export const connectionTypes = (type: string, filters: TypeOfField): string => `
  type ${type}Connection {
    nodes: [${type}!]!
    edges: [${type}Edge!]!
    pageInfo: PageInfo!
  }

  type ${type}Edge {
    node: ${type}!
    cursor: String!
  }
  ${isEmpty(filters) ? '' : inputType(`${type}Filter`, filters)}
`;

const isEmpty = (fields: TypeOfField): boolean => Object.keys(fields).length === 0;
