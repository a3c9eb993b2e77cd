import { change, removeMatching, whenFree } from './changes.mjs';
import { fail } from './errors.mjs';
import { compileProjection } from './project.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {import('./commands.mjs').Scope} Scope */

/** @param {Doc} body @param {Scope} scope */
export function findAndModify(body, scope) {
  const { query = {}, sort, fields = {}, hint } = body;
  checkFindAndModify(body);
  const project =
    Object.keys(fields).length > 0
      ? compileProjection(fields, { filter: query, variables: scope.variables })
      : (/** @type {Doc} */ doc) => doc;
  const shown = (/** @type {Doc | undefined} */ doc) => (doc ? project(doc) : null);
  return whenFree(scope, () => {
    if (body.remove) {
      const [removed] = removeMatching(
        body.findAndModify,
        { filter: query, hint, sort, limit: 1 },
        scope,
      );
      return { lastErrorObject: { n: removed ? 1 : 0 }, value: shown(removed) };
    }
    const { upserted, matched, before, after } = change(
      body.findAndModify,
      { ...body, filter: query },
      scope,
    );
    const lastErrorObject = {
      n: matched,
      updatedExisting: Boolean(before),
      ...(upserted && { upserted: upserted._id }),
    };
    return { lastErrorObject, value: shown(body.new ? after : before) };
  });
}

/** @param {Doc} body */
function checkFindAndModify({ remove: isRemoval, update: wanted, upsert, new: wantsNew }) {
  if (!isRemoval && wanted === undefined)
    fail('FailedToParse', 'Either an update or remove=true must be specified');
  if (isRemoval && wanted !== undefined)
    fail('FailedToParse', 'Cannot specify both an update and remove=true');
  if (isRemoval && upsert) fail('FailedToParse', 'Cannot specify both upsert=true and remove=true');
  if (isRemoval && wantsNew)
    fail(
      'FailedToParse',
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
}
