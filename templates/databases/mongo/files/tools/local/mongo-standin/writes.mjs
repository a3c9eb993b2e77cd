import { change, insertOne, removeMatching, whenFree, withId } from './changes.mjs';
import { asCommandError, CommandError, fail } from './errors.mjs';
import { checkCollation } from './indexes.mjs';
import { collectionOf } from './reads.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {import('./commands.mjs').Scope} Scope */

const MOST_STATEMENTS = 100_000;

/**
 * @param {Doc} body
 * @param {Doc[]} statements
 * @param {{ scope: Scope, run: (statement: Doc, index: number) => void }} work
 * @returns {Promise<Doc[]>} the write errors
 */
async function runAll({ ordered = true }, statements, { scope, run }) {
  if (
    !Array.isArray(statements) ||
    statements.length === 0 ||
    statements.length > MOST_STATEMENTS
  ) {
    fail(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MOST_STATEMENTS}. Got ${statements?.length ?? 0} operations.`,
    );
  }
  const errors = [];
  for (const [index, statement] of statements.entries()) {
    try {
      await whenFree(scope, () => run(statement, index));
    } catch (error) {
      if (scope.transaction && endsTransaction(error)) throw error;
      const { code, codeName, message, extra } = asCommandError(error);
      errors.push({
        index,
        code,
        codeName: code === 11000 ? undefined : codeName,
        errmsg: message,
        ...extra,
      });
      if (ordered) break;
    }
  }
  if (errors.length > 0) scope.hasFailed = true;
  return errors;
}

/**
 * @param {unknown} error one that the driver must see as the failure of the command, to retry all of it
 */
const endsTransaction = (error) => error instanceof CommandError && error.code === 112;

/** @param {Doc} body @param {Scope} scope */
export async function insert(body, scope) {
  collectionOf(body.insert, scope);
  let n = 0;
  const run = (/** @type {Doc} */ doc) => {
    insertOne(body.insert, withId(doc), scope);
    n += 1;
  };
  const writeErrors = await runAll(body, body.documents, { scope, run });
  return { n, ...listed('writeErrors', writeErrors) };
}

/** @param {string} name @param {Doc[]} list an empty one is left out */
const listed = (name, list) => (list.length > 0 ? { [name]: list } : {});

/** @param {Doc} body @param {Scope} scope */
export async function update(body, scope) {
  const reply = { n: 0, nModified: 0 };
  /** @type {Doc[]} */
  const upserted = [];
  const run = (/** @type {Doc} */ statement, /** @type {number} */ index) => {
    checkFields('update.updates', statement, UPDATE_FIELDS);
    if (statement.u === undefined)
      fail(40414, "BSON field 'update.updates.u' is missing but a required field");
    const outcome = change(
      body.update,
      { ...statement, filter: statement.q, update: statement.u },
      scope,
    );
    reply.n += outcome.matched;
    reply.nModified += outcome.modified;
    if (outcome.upserted) upserted.push({ index, ...outcome.upserted });
  };
  const writeErrors = await runAll(body, body.updates, { scope, run });
  return { ...reply, ...listed('upserted', upserted), ...listed('writeErrors', writeErrors) };
}

const UPDATE_FIELDS = new Set([
  'q',
  'u',
  'c',
  'multi',
  'upsert',
  'arrayFilters',
  'hint',
  'collation',
]);
const DELETE_FIELDS = new Set(['q', 'limit', 'hint', 'collation']);

/** @param {string} where @param {Doc} statement @param {Set<string>} known */
function checkFields(where, statement, known) {
  const unknown = Object.keys(statement).find((name) => !known.has(name));
  if (unknown) fail(40415, `BSON field '${where}.${unknown}' is an unknown field.`);
  checkCollation(statement.collation);
}

/** @param {Doc} body @param {Scope} scope */
export async function remove(body, scope) {
  let n = 0;
  const run = (/** @type {Doc} */ statement) => {
    checkFields('delete.deletes', statement, DELETE_FIELDS);
    const limit = Number(statement.limit);
    if (limit !== 0 && limit !== 1)
      fail('FailedToParse', 'The limit field in delete objects must be 0 or 1.');
    n += removeMatching(
      body.delete,
      { filter: statement.q, hint: statement.hint, limit },
      scope,
    ).length;
  };
  const writeErrors = await runAll(body, body.deletes, { scope, run });
  return { n, ...listed('writeErrors', writeErrors) };
}
