/** JSON as prettier would leave it: a list of words on one line when it fits, everything else opened up. */
const WIDTH = 100;

export const formatJson = (value: unknown): string => `${write(value, { indent: '', used: 0 })}\n`;

interface Place {
  readonly indent: string;
  /** columns of the line that are taken, a comma that follows included */
  readonly used: number;
}

function write(value: unknown, place: Place): string {
  if (Array.isArray(value)) return writeList(value, place);
  if (typeof value === 'object' && value !== null) return writeObject(value, place);
  return JSON.stringify(value);
}

function writeList(list: readonly unknown[], { indent, used }: Place): string {
  const isFlat = list.every((item) => typeof item !== 'object');
  const oneLine = `[${list.map((item) => JSON.stringify(item)).join(', ')}]`;
  if (isFlat && used + oneLine.length <= WIDTH) return oneLine;
  const inner = `${indent}  `;
  const items = list.map((item) => inner + write(item, { indent: inner, used: inner.length }));
  return `[\n${items.join(',\n')}\n${indent}]`;
}

function writeObject(object: object, { indent }: Place): string {
  const inner = `${indent}  `;
  const entries = Object.entries(object);
  const rows = entries.map(([key, value], row) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    const comma = row < entries.length - 1 ? 1 : 0;
    return start + write(value, { indent: inner, used: start.length + comma });
  });
  return rows.length === 0 ? '{}' : `{\n${rows.join(',\n')}\n${indent}}`;
}
