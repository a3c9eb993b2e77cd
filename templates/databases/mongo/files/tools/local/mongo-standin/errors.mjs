const CODES = {
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  InvalidLength: 16,
  AuthenticationFailed: 18,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  CannotBackfillArray: 34,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  UnknownReplWriteConcern: 79,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  UnsatisfiableWriteConcern: 100,
  WriteConflict: 112,
  CommandNotSupported: 115,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  TransactionTooOld: 225,
  NotImplemented: 238,
  ConversionFailure: 241,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  OperationNotSupportedInTransaction: 263,
  APIVersionError: 322,
  UnsupportedOpQueryCommand: 352,
  DuplicateKey: 11000,
};

/** @type {Map<number, string>} */
const NAMES = new Map(Object.entries(CODES).map(([name, code]) => [code, name]));

/** An answer with `ok: 0`; codes and names are those of the MongoDB server. */
export class CommandError extends Error {
  /** @param {number} code @param {string} message @param {Record<string, unknown>} [extra] */
  constructor(code, message, extra = {}) {
    super(message);
    this.code = code;
    this.codeName = NAMES.get(code) ?? `Location${code}`;
    this.extra = extra;
  }
}

/**
 * @param {keyof typeof CODES | number} cause a name of the table, or a location code of the server
 * @param {string} message
 * @param {Record<string, unknown>} [extra]
 * @returns {never}
 */
export function fail(cause, message, extra) {
  throw new CommandError(typeof cause === 'number' ? cause : CODES[cause], message, extra);
}

/** @param {string} feature @returns {never} */
export function refuse(feature) {
  fail('NotImplemented', `${feature} is not part of the Mongo stand-in; it needs a real MongoDB`);
}

/** @param {string} [message] @returns {never} */
export function writeConflict(message = 'Write conflict during plan execution, please retry') {
  fail('WriteConflict', message);
}

/** @param {unknown} error */
export function asCommandError(error) {
  if (error instanceof CommandError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CommandError(8, `the Mongo stand-in failed: ${message}`, { codeName: 'UnknownError' });
}
