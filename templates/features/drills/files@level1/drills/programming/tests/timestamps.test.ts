import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, parseTimestamp, showIn } from '../timestamps.ts';

test('one moment has one ISO text in UTC, wherever it was written down', () => {
  const here = parseTimestamp('2026-01-31T14:00:00+05:30');
  assert.equal(here.toISOString(), '2026-01-31T08:30:00.000Z');
});

test('the same moment is another time in another place', () => {
  const moment = parseTimestamp('2026-01-31T23:30:00Z');
  assert.match(showIn(moment, 'UTC'), /31 Jan 2026.*23:30/);
  assert.match(showIn(moment, 'Asia/Tokyo'), /1 Feb 2026.*08:30/);
});

for (const text of ['2026-01-31', '2026-01-31T14:00:00', 'yesterday', '2026-13-01T00:00:00Z', ''])
  test(`${JSON.stringify(text)} could mean several moments, or none`, () => {
    assert.throws(() => parseTimestamp(text), RangeError);
  });

test('a day later leaves the day itself alone', () => {
  const day = parseTimestamp('2026-02-28T12:00:00Z');
  assert.equal(addDays(day, 1).toISOString(), '2026-03-01T12:00:00.000Z');
  assert.equal(day.toISOString(), '2026-02-28T12:00:00.000Z');
});
