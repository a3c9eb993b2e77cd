import { randomBytes } from 'node:crypto';
import { calculateObjectSize } from 'bson';
import { fail } from './errors.mjs';
import { LIMITS } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {{ namespace: string, docs: Doc[], next: number, usedAt: number }} Cursor */

const FIRST_BATCH = 101;
const IDLE_LIMIT = 10 * 60_000;

export class Cursors {
  /** @type {Map<bigint, Cursor>} */
  #cursors = new Map();

  /**
   * @param {string} namespace
   * @param {Doc[]} docs
   * @param {{ batchSize?: number, singleBatch?: boolean }} [options]
   */
  open(namespace, docs, { batchSize = FIRST_BATCH, singleBatch = false } = {}) {
    const cursor = { namespace, docs, next: 0, usedAt: Date.now() };
    const firstBatch = takeBatch(cursor, batchSize);
    if (singleBatch || cursor.next === docs.length) return { id: 0n, ns: namespace, firstBatch };
    const id = randomBytes(8).readBigUInt64LE() >> 1n;
    this.#cursors.set(id, cursor);
    return { id, ns: namespace, firstBatch };
  }

  /** @param {bigint} id @param {string} namespace @param {number} [batchSize] */
  more(id, namespace, batchSize = Infinity) {
    const cursor = this.#cursors.get(id);
    if (!cursor) return fail('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      fail(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    cursor.usedAt = Date.now();
    const nextBatch = takeBatch(cursor, batchSize || Infinity);
    const isDone = cursor.next === cursor.docs.length;
    if (isDone) this.#cursors.delete(id);
    return { id: isDone ? 0n : id, ns: namespace, nextBatch };
  }

  /** @param {bigint} id */
  kill(id) {
    return this.#cursors.delete(id);
  }

  sweep(now = Date.now()) {
    for (const [id, { usedAt }] of this.#cursors)
      if (now - usedAt > IDLE_LIMIT) this.#cursors.delete(id);
  }
}

/** @param {Cursor} cursor @param {number} count */
function takeBatch(cursor, count) {
  const batch = [];
  let bytes = 0;
  while (batch.length < count && cursor.next < cursor.docs.length) {
    const doc = cursor.docs[cursor.next];
    const size = calculateObjectSize(doc, { ignoreUndefined: true });
    if (size > LIMITS.document)
      fail(10334, `BSONObj size: ${size} is invalid. Size must be between 0 and 16793600(16MB)`);
    if (batch.length > 0 && bytes + size > LIMITS.document) break;
    batch.push(doc);
    bytes += size;
    cursor.next += 1;
  }
  return batch;
}
