import { gives, practice, predicts } from './practice.ts';

await practice('coercion', {
  predict: {
    task: 'the text of a line to its value, without running it',
    check: predicts(
      '"5" + 3',
      '"5" - 3',
      '[] + []',
      '[] == false',
      'null == undefined',
      'null == 0',
      'null >= 0',
      'NaN == NaN',
      '"b" + "a" + +"a" + "a"',
      '[1] == 1',
      'Object.is(-0, 0)',
      '1 / -0',
      '"2" > "12"',
      '2 > "12"',
      '`${[1, [2, 3]]}`',
      'Number("")',
      'Number(" \\n")',
      'Boolean([])',
    ),
  },
  typeOf: {
    task: 'like `typeof`, but "null", "array", "nan" and "date" for what they are',
    check: gives(
      [[null], 'null'],
      [[[]], 'array'],
      [[NaN], 'nan'],
      [[new Date(0)], 'date'],
      [[{}], 'object'],
      [['a'], 'string'],
      [[undefined], 'undefined'],
      [[1n], 'bigint'],
    ),
  },
  debug: {
    task: 'a value to what it is as { number, string, boolean }',
    check: gives(
      [['12'], { number: 12, string: '12', boolean: true }],
      [[null], { number: 0, string: 'null', boolean: false }],
      [[[5]], { number: 5, string: '5', boolean: true }],
      [[undefined], { number: NaN, string: 'undefined', boolean: false }],
    ),
  },
  safeEquals: {
    task: 'whether two values are the same, NaN and NaN included, "1" and 1 not',
    check: gives(
      [[1, 1], true],
      [['1', 1], false],
      [[NaN, NaN], true],
      [[null, undefined], false],
      [[0, -0], true],
    ),
  },
  validate: {
    task: 'an object and { field: "string" | "number" | "boolean" } to the names of fields that are missing or of another type',
    check: gives(
      [
        [
          { a: 'x', n: 1 },
          { a: 'string', n: 'number' },
        ],
        [],
      ],
      [
        [
          { a: 5, n: NaN },
          { a: 'string', n: 'number', b: 'boolean' },
        ],
        ['a', 'n', 'b'],
      ],
      [[null, { a: 'string' }], ['a']],
    ),
  },
});
