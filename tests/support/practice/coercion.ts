const ANSWERS: Record<string, unknown> = {
  '"5" + 3': '53',
  '"5" - 3': 2,
  '[] + []': '',
  '[] == false': true,
  'null == undefined': true,
  'null == 0': false,
  'null >= 0': true,
  'NaN == NaN': false,
  '"b" + "a" + +"a" + "a"': 'baNaNa',
  '[1] == 1': true,
  'Object.is(-0, 0)': false,
  '1 / -0': -Infinity,
  '"2" > "12"': true,
  '2 > "12"': false,
  '`${[1, [2, 3]]}`': '1,2,3',
  'Number("")': 0,
  'Number(" \\n")': 0,
  'Boolean([])': true,
};

export const predict = (line: string): unknown => ANSWERS[line];

export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  return Number.isNaN(value) ? 'nan' : typeof value;
}

export const debug = (value: unknown): object => ({
  number: Number(value),
  string: String(value),
  boolean: Boolean(value),
});

export const safeEquals = (one: unknown, other: unknown): boolean =>
  one === other || (Number.isNaN(one) && Number.isNaN(other));

export const validate = (given: unknown, fields: Record<string, string>): string[] =>
  Object.entries(fields)
    .filter(([name, type]) => typeOf((given as Record<string, unknown> | null)?.[name]) !== type)
    .map(([name]) => name);
