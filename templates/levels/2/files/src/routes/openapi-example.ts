interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

const TEXTS: Readonly<Record<string, string>> = {
  uuid: '5f0c1a52-3c1e-4b7a-9d0e-2f6a8b4c7d10',
  email: 'ada@example.com',
  uri: 'https://example.com',
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00.000Z',
};

/** A value that the schema accepts, for people who read the API document. */
export function exampleOf(schema: JsonSchema): unknown {
  const { examples, enum: values, anyOf, type } = schema;
  if (examples) return examples[0];
  if ('default' in schema) return schema.default;
  if (values) return values[0];
  if (anyOf?.[0]) return exampleOf(anyOf[0]);
  if (type === 'string') return exampleText(schema);
  if (type === 'integer' || type === 'number') return exampleNumber(schema);
  if (type === 'array') return schema.items ? [exampleOf(schema.items)] : [];
  if (type === 'object') return exampleObject(schema);
  return type === 'boolean';
}

function exampleText({ format = '', minLength = 0, maxLength = Infinity }: JsonSchema): string {
  return TEXTS[format] ?? 'text'.padEnd(minLength, '-').slice(0, maxLength);
}

const exampleNumber = ({ minimum = -Infinity, maximum = Infinity }: JsonSchema): number =>
  Math.min(Math.max(1, minimum), maximum);

const exampleObject = ({ properties = {} }: JsonSchema): object =>
  Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, exampleOf(property)]),
  );
