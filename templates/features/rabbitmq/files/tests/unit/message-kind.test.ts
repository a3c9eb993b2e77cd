import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readLetter, toLetter, type MessageKind } from '../../src/brokers/message-kind.ts';

interface Thing {
  readonly place: number;
}

const ID = '0b8a2a6c-58a1-4a5e-9d0e-0d6a6c1f0a11';
const kind: MessageKind<Thing> = {
  type: 'thing.made',
  version: 2,
  data: z.object({ place: z.int() }),
};
const upgraded: MessageKind<Thing> = {
  ...kind,
  upgrade: (data) => ({ place: Number((data as { at: string }).at) }),
};
const letter = (content: string) => ({ id: ID, type: kind.type, content, headers: {} });
const written = (version: unknown, data: unknown, id: unknown = ID) =>
  letter(JSON.stringify({ id, version, data }));

describe('a message', () => {
  test('is read as it was written', () => {
    const { type, content } = toLetter(kind, { place: 7 }, ID);
    expect(type).toBe('thing.made');
    expect(readLetter(kind, letter(content))).toEqual({
      isReadable: true,
      id: ID,
      data: { place: 7 },
    });
  });

  test('that is not what its kind says is not written', () => {
    expect(() => toLetter(kind, { place: 0.5 }, ID)).toThrow();
  });

  test('may say more than its reader knows', () => {
    const reading = readLetter(kind, written(2, { place: 7, colour: 'red' }));
    expect(reading).toMatchObject({ isReadable: true, data: { place: 7 } });
  });

  test('of an earlier version is brought into the present form where somebody knows how', () => {
    const old = written(1, { at: '7' });
    expect(readLetter(upgraded, old)).toMatchObject({ isReadable: true, data: { place: 7 } });
    expect(readLetter(kind, old)).toMatchObject({
      isReadable: false,
      reason: 'version 1 of thing.made; this service reads 2',
    });
  });

  test('of a version to come is not guessed at', () => {
    expect(readLetter(upgraded, written(3, { place: 7 }))).toEqual({
      isReadable: false,
      reason: 'version 3 of thing.made; this service reads 2',
    });
  });

  test.each([
    ['nothing', letter('')],
    ['no JSON', letter('{"id":')],
    ['a list', letter('[]')],
    ['another id than one', written(2, { place: 7 }, 'seven')],
    ['no version', written(undefined, { place: 7 })],
    ['a version that is no number', written('2', { place: 7 })],
    ['no data', written(2, undefined)],
    ['other data', written(2, { place: 'seven' })],
  ])('that holds %s is refused with a reason', (_, wrong) => {
    expect(readLetter(kind, wrong)).toEqual({ isReadable: false, reason: expect.any(String) });
  });
});
