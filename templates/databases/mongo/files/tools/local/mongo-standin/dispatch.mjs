import { COMMANDS, REFUSED_COMMANDS } from './commands.mjs';
import { asCommandError, fail, refuse } from './errors.mjs';
import { compileExpression } from './expressions.mjs';
import { checkCollation } from './indexes.mjs';
import { isNumeric, toNumber } from './numbers.mjs';
import { isPlain, isTrue } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {import('./commands.mjs').Command} Command */
/** @typedef {import('./commands.mjs').Scope} Scope */
/** @typedef {Omit<Scope, 'db' | 'waitFor'>} Services */

const GENERIC = new Set([
  ...[
    '$db',
    '$clusterTime',
    '$readPreference',
    'lsid',
    'txnNumber',
    'autocommit',
    'startTransaction',
  ],
  ...['readConcern', 'writeConcern', 'comment', 'maxTimeMS', 'apiVersion', 'apiStrict'],
  ...['apiDeprecationErrors', 'stmtId', 'stmtIds'],
]);
const READ_LEVELS = new Set(['local', 'available', 'majority', 'linearizable', 'snapshot']);
const TRANSIENT = new Set([112, 251]);

/** @param {Doc} body @param {Services} services @returns {Promise<Doc>} */
export async function answer(body, services) {
  try {
    return { ...(await route(body, services)), ok: 1 };
  } catch (error) {
    const { code, codeName, message, extra, labels } = /** @type {any} */ (asCommandError(error));
    return {
      ok: 0,
      errmsg: message,
      code,
      codeName,
      ...extra,
      ...(labels && { errorLabels: labels }),
    };
  }
}

/** @param {Doc} body @param {Services} services */
async function route(body, services) {
  const [name = ''] = Object.keys(body);
  const inTransaction = body.autocommit === false;
  if (inTransaction && (!body.lsid || body.txnNumber === undefined))
    fail('InvalidOptions', 'autocommit needs lsid and txnNumber');
  if (name === 'commitTransaction' || name === 'abortTransaction')
    return endTransaction(name, body, services);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : unknownCommand(name);
  checkBody(name, body, command);
  const scope = {
    ...services,
    db: body.$db,
    variables: letVariables(body.let),
    waitFor: waiter(body.maxTimeMS),
  };
  if (inTransaction) return runInTransaction(name, body, { command, scope });
  if (body.readConcern?.level === 'snapshot')
    refuse('readConcern snapshot outside of a transaction');
  const run = async () => withWriteConcern(body, await command.run(body, scope));
  const isRetryable = command.isWrite && body.txnNumber !== undefined && body.lsid;
  return isRetryable ? services.sessions.retryable(body, run) : run();
}

/** @param {string} name @returns {never} */
function unknownCommand(name) {
  if (/^(sasl|authenticate|logout|getnonce)/.test(name))
    fail('AuthenticationFailed', 'Authentication failed: the Mongo stand-in has no users');
  if (REFUSED_COMMANDS.has(name))
    fail(
      'CommandNotSupported',
      `${name} is not part of the Mongo stand-in; it needs a real MongoDB`,
    );
  return fail('CommandNotFound', `no such command: '${name}'`);
}

/** @param {string} name @param {Doc} body @param {Command} command */
function checkBody(name, body, { fields, neutral = [] }) {
  if (typeof body.$db !== 'string')
    fail(40414, `BSON field '${name}.$db' is missing but a required field`);
  if (body.apiVersion !== undefined && body.apiVersion !== '1')
    fail('APIVersionError', 'API version must be "1"');
  if (body.apiStrict) refuse('apiStrict');
  for (const [field, value] of Object.entries(body).slice(1)) {
    if (neutral.includes(field)) {
      if (asksForSomething(value)) refuse(`the option ${field} of ${name}`);
    } else if (!GENERIC.has(field) && !fields.includes(field)) {
      fail(40415, `BSON field '${name}.${field}' is an unknown field.`);
    }
  }
  checkCollation(body.collation);
  const level = body.readConcern?.level ?? 'local';
  if (!READ_LEVELS.has(level))
    fail(
      'BadValue',
      `Enumeration value '${level}' for field 'readConcern.level' is not a valid value.`,
    );
}

/** @param {any} value */
const asksForSomething = (value) =>
  isTrue(value) && !(isPlain(value) && Object.keys(value).length === 0);

/** @param {Doc} [variables] */
const letVariables = (variables = {}) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, compileExpression(value)({})]),
  );

/** @param {any} maxTimeMS @returns {Scope['waitFor']} */
function waiter(maxTimeMS) {
  const limit = isNumeric(maxTimeMS) ? toNumber(maxTimeMS) : 0;
  if (limit < 0) fail('BadValue', 'maxTimeMS must not be negative');
  const deadline = Date.now() + limit;
  return async (event) => {
    if (limit === 0) return event;
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(reject, deadline - Date.now());
    });
    try {
      await Promise.race([event, late]);
    } catch {
      fail('MaxTimeMSExpired', 'operation exceeded time limit');
    } finally {
      clearTimeout(timer);
    }
  };
}

/** @param {string} name @param {Doc} body @param {{ command: Command, scope: Scope }} work */
async function runInTransaction(name, body, { command, scope }) {
  if (!command.inTransaction)
    fail(
      'OperationNotSupportedInTransaction',
      `Cannot run '${name}' in a multi-document transaction.`,
    );
  return labelled(async () => {
    const transaction = scope.sessions.transactionOf(body);
    const inner = { ...scope, transaction };
    try {
      const reply = await command.run(body, inner);
      if (inner.hasFailed) transaction.abort();
      return reply;
    } catch (error) {
      transaction.abort();
      throw error;
    }
  });
}

/**
 * @param {'commitTransaction' | 'abortTransaction'} name
 * @param {Doc} body
 * @param {Services} services
 */
function endTransaction(name, body, { sessions }) {
  if (body.$db !== 'admin')
    fail('CommandNotFound', `${name} may only be run against the admin database.`);
  if (body.autocommit !== false || !body.lsid || body.txnNumber === undefined) {
    fail('InvalidOptions', `${name} must be run within a transaction`);
  }
  return labelled(async () => {
    if (name === 'commitTransaction') sessions.commit(body);
    else sessions.transactionOf(body).abort();
    return withWriteConcern(body, {});
  });
}

/**
 * Marks an error after which the driver starts the whole transaction anew.
 * @template T
 * @param {() => Promise<T>} run
 * @returns {Promise<T>}
 */
async function labelled(run) {
  try {
    return await run();
  } catch (error) {
    const failure = asCommandError(error);
    const labels = TRANSIENT.has(failure.code) ? { labels: ['TransientTransactionError'] } : {};
    throw Object.assign(failure, labels);
  }
}

/** @param {Doc} body @param {Doc} reply */
function withWriteConcern({ writeConcern }, reply) {
  const w = writeConcern?.w ?? 1;
  const isMet = w === 'majority' || (isNumeric(w) && toNumber(w) <= 1);
  if (isMet) return reply;
  const [code, codeName] = isNumeric(w)
    ? [100, 'UnsatisfiableWriteConcern']
    : [79, 'UnknownReplWriteConcern'];
  return {
    ...reply,
    writeConcernError: { code, codeName, errmsg: `Not enough data-bearing nodes for w: ${w}` },
  };
}
