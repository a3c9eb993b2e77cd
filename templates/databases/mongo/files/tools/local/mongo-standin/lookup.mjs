import { fail } from './errors.mjs';
import { compileExpression } from './expressions.mjs';
import { reach } from './paths.mjs';
import { setComputed } from './project.mjs';
import { isPlain, keyOf } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {import('./pipeline.mjs').Scope} Scope */
/** @typedef {import('./pipeline.mjs').Stage} Stage */

const FIELDS = new Set(['from', 'localField', 'foreignField', 'let', 'pipeline', 'as']);

/**
 * @param {Doc} spec
 * @param {Scope} scope
 * @param {(pipeline: any, scope: Scope) => Stage} compilePipeline
 * @returns {Stage}
 */
export function compileLookup(spec, scope, compilePipeline) {
  checkSpec(spec);
  const names = spec.as.split('.');
  const bindings = Object.entries(spec.let ?? {}).map(([name, value]) => ({
    name,
    evaluate: compileExpression(value, scope.variables),
  }));
  compilePipeline(spec.pipeline ?? [], { ...scope, variables: sampleVariables(scope, bindings) });
  return (docs) => {
    const join = spec.localField
      ? equalityJoin(scope.read(spec.from), spec)
      : () => scope.read(spec.from);
    return docs.map((doc) => {
      const local = Object.fromEntries(bindings.map(({ name, evaluate }) => [name, evaluate(doc)]));
      const variables = { ...scope.variables, ...local };
      const run = compilePipeline(spec.pipeline ?? [], { ...scope, variables });
      return setComputed(doc, names, run(join(doc)));
    });
  };
}

/**
 * Compiled once before any document comes, so that a mistake shows on an empty collection too.
 * @param {Scope} scope
 * @param {{ name: string }[]} bindings
 */
const sampleVariables = (scope, bindings) => ({
  ...scope.variables,
  ...Object.fromEntries(bindings.map(({ name }) => [name, null])),
});

/** @param {Doc} spec */
function checkSpec(spec) {
  if (!isPlain(spec)) fail('FailedToParse', 'the $lookup specification must be an object');
  const unknown = Object.keys(spec).find((name) => !FIELDS.has(name));
  if (unknown) fail('FailedToParse', `unknown argument to $lookup: ${unknown}`);
  if (typeof spec.from !== 'string')
    fail('FailedToParse', "missing 'from' option to $lookup stage specification");
  if (typeof spec.as !== 'string') fail('FailedToParse', "must specify 'as' field for a $lookup");
  if (!spec.localField !== !spec.foreignField)
    fail('FailedToParse', '$lookup requires both or neither of localField and foreignField');
  if (!spec.localField && !spec.pipeline)
    fail('FailedToParse', '$lookup requires either pipeline or both localField and foreignField');
}

/** @param {Doc[]} foreign @param {Doc} spec @returns {(doc: Doc) => Doc[]} */
function equalityJoin(foreign, spec) {
  /** @type {Map<string, Set<Doc>>} */
  const byKey = new Map();
  for (const doc of foreign) {
    for (const key of joinKeys(doc, spec.foreignField)) {
      const found = byKey.get(key) ?? new Set();
      byKey.set(key, found.add(doc));
    }
  }
  const position = new Map(foreign.map((doc, index) => [doc, index]));
  return (doc) => {
    const matches = new Set(
      joinKeys(doc, spec.localField).flatMap((key) => [...(byKey.get(key) ?? [])]),
    );
    return [...matches].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0));
  };
}

/**
 * Arrays join by any of their elements, a missing field joins as null.
 * @param {Doc} doc
 * @param {string} path
 */
function joinKeys(doc, path) {
  const values = reach(doc, path.split('.')).flat();
  return values.map((value) => keyOf(value ?? null));
}
