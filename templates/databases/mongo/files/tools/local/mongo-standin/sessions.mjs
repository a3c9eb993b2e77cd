import { fail } from './errors.mjs';
import { keyOf } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {import('./store.mjs').Store} Store */
/** @typedef {import('./transactions.mjs').Transaction} Transaction */
/**
 * @typedef {object} Session
 * @property {bigint} number of the last transaction or retryable write
 * @property {Transaction} [transaction]
 * @property {boolean} isCommitted
 * @property {Promise<Doc>} [reply] to the last retryable write
 * @property {number} usedAt
 */

const IDLE_LIMIT = 30 * 60_000;

export class Sessions {
  /** @type {Map<string, Session>} */
  #sessions = new Map();

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
  }

  /** @param {Doc} lsid @returns {Session} */
  #get(lsid) {
    const key = keyOf(lsid.id);
    const session = this.#sessions.get(key) ?? { number: -1n, isCommitted: false, usedAt: 0 };
    session.usedAt = Date.now();
    this.#sessions.set(key, session);
    return session;
  }

  /** The transaction a command belongs to. @param {Doc} body @returns {Transaction} */
  transactionOf({ lsid, txnNumber, startTransaction }) {
    const session = this.#get(lsid);
    const number = BigInt(txnNumber);
    if (number < session.number) tooOld(number, session);
    if (startTransaction) return this.#start(session, number);
    if (number > session.number || !session.transaction) noSuchTransaction(number);
    if (session.isCommitted)
      fail('TransactionCommitted', `Transaction with { txnNumber: ${number} } has been committed.`);
    if (!session.transaction?.isOpen) noSuchTransaction(number);
    return /** @type {Transaction} */ (session.transaction);
  }

  /** @param {Session} session @param {bigint} number */
  #start(session, number) {
    if (number === session.number) {
      fail(
        117,
        `Cannot start transaction at given transaction number ${number}: it is in use already`,
      );
    }
    session.transaction?.abort();
    Object.assign(session, {
      number,
      transaction: this.store.begin(),
      isCommitted: false,
      reply: undefined,
    });
    return /** @type {Transaction} */ (session.transaction);
  }

  /** @param {Doc} body */
  commit({ lsid, txnNumber }) {
    const session = this.#get(lsid);
    const isThisOne = session.number === BigInt(txnNumber) && session.transaction;
    if (isThisOne && session.isCommitted) return;
    if (!isThisOne || !session.transaction?.isOpen) noSuchTransaction(BigInt(txnNumber));
    session.transaction?.commit();
    session.isCommitted = true;
  }

  /**
   * A retryable write that comes again gets the answer it got before.
   * @param {Doc} body
   * @param {() => Promise<Doc>} run
   */
  retryable({ lsid, txnNumber }, run) {
    const session = this.#get(lsid);
    const number = BigInt(txnNumber);
    if (number < session.number) tooOld(number, session);
    if (number === session.number && session.reply) return session.reply;
    session.transaction?.abort();
    const reply = run();
    Object.assign(session, { number, reply, transaction: undefined, isCommitted: false });
    reply.catch(() => (session.reply = undefined));
    return reply;
  }

  /** @param {Doc[]} ids */
  end(ids) {
    ids.forEach(({ id }) => this.#remove(keyOf(id)));
  }

  sweep(now = Date.now()) {
    for (const [key, { usedAt }] of this.#sessions)
      if (now - usedAt > IDLE_LIMIT) this.#remove(key);
  }

  /** @param {string} key */
  #remove(key) {
    this.#sessions.get(key)?.transaction?.abort();
    this.#sessions.delete(key);
  }
}

/** @param {bigint} number @param {Session} session @returns {never} */
const tooOld = (number, session) =>
  fail(
    'TransactionTooOld',
    `Cannot use transaction number ${number}: a newer one, ${session.number}, has already started in this session`,
  );

/** @param {bigint} number @returns {never} */
const noSuchTransaction = (number) =>
  fail(
    'NoSuchTransaction',
    `Given transaction number ${number} does not match any in-progress transactions.`,
  );
