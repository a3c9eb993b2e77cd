/** Words a module or a field cannot be called, each list with the reason the user reads. */
import { isReservedWord } from '../names.ts';

interface Reserved {
  readonly reason: string;
  readonly words: ReadonlySet<string>;
}

const list = (reason: string, words: string): Reserved => ({
  reason,
  words: new Set(words.split(' ')),
});

const TYPES = list(
  'hides a name that the generated code uses',
  'Array Awaited Boolean Buffer Date DateTime Decimal Error Exclude Express Extract Float Function Infinity Int ' +
    'Intl Iterator JSON Map Math Model Mongoose Mutation NaN NextFunction NonNullable Number Object Omit PageInfo ' +
    'Parameters Partial Pick Pool Promise Proxy Query Readonly Record Reflect RegExp Request Required Response ' +
    'ReturnType Router Schema Server Set String Subscription Symbol Uint8Array URL WeakMap WeakSet Zod',
);

const FIELDS = [
  list('is there in every record already', 'id createdAt updatedAt version _id __v'),
  list(
    'belongs to every JavaScript object',
    '__proto__ constructor prototype hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString ' +
      'valueOf toJSON then',
  ),
  list(
    'has a meaning of its own in mongoose',
    'collection db emit errors get increment init isModified isNew listeners markModified modelName on once options ' +
      'overwrite populate populated remove removeListener save schema set toObject validate',
  ),
  list('is a query parameter of every list', 'cursor limit sort'),
];

/** @returns why no field can be called that, if so */
export const whyNoField = (name: string): string | undefined =>
  isReservedWord(name) ? RESERVED_WORD : FIELDS.find(({ words }) => words.has(name))?.reason;

/** @returns why no variable can be called that, if so */
export const whyNoVariable = (name: string): string | undefined =>
  isReservedWord(name) ? RESERVED_WORD : undefined;

const ROUTES = list('has an address in every project already', 'docs health livez openapi readyz');

/** @returns why no module can be called that, if so */
export const whyNoModule = (plural: string): string | undefined =>
  ROUTES.words.has(plural) ? ROUTES.reason : undefined;

/** @returns why no class or type can be called that, if so */
export const whyNoType = (name: string): string | undefined =>
  TYPES.words.has(name) ? TYPES.reason : undefined;

const RESERVED_WORD = 'is a reserved word of TypeScript';
