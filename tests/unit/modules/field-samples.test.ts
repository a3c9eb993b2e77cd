import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseField } from '../../../src/modules/fields.ts';
import { samplesOf } from '../../../src/modules/field-samples.ts';

const evaluate = (literal: string): unknown => runInNewContext(`(${literal})`);

const types = fc.oneof(
  fc.constantFrom(
    'text',
    'boolean',
    'date',
    'datetime',
    'uuid',
    'email',
    'email:max=50',
    'url',
    'url:max=50',
    'enum(a,b)',
    'json',
  ),
  fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 30 }))
    .map(([min, more]) => `string:min=${min}:max=${min + more}`),
  fc
    .tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 30 }))
    .map(([min, more]) => `integer:min=${min}:max=${min + more}`),
  fc
    .tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: 1, max: 300 }))
    .map(([min, more]) => `decimal:min=${min / 100}:max=${(min + more) / 100}`),
);

// What a field accepts as its default, it accepts.
test('both samples are accepted by the field, and differ', () => {
  fc.assert(
    fc.property(types, fc.constantFrom('a', 'title', 'veryLongNameOfAField'), (type, name) => {
      const { sampleJs = '', otherJs = '' } = samplesOf(parseField(`${name}:${type}`));
      expect(sampleJs).not.toBe(otherJs);
      for (const value of [evaluate(sampleJs), evaluate(otherJs)]) {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        expect(parseField(`${name}:${type}=${text}`).hasDefault).toBe(true);
        expect(text).toBe(text.trim());
      }
    }),
    { numRuns: 1000 },
  );
});

test('a reference has no sample: only a record that exists will do', () => {
  expect(samplesOf(parseField('customer:ref:customers'))).toEqual({});
});
