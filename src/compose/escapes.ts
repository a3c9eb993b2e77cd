/** One way to write data into each output language. The table of security.md, S2. */

/** What a template may pass to a helper. */
export type Plain = string | number | boolean | readonly Plain[];

const code = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

// Line ends of any language, NUL, and halves of characters, which no file can hold.
const oneVisibleLine = (value: Plain): string =>
  String(value)
    .replaceAll(NEWLINES, ' ')
    .replaceAll('\0', '')
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .trim();

const NEWLINES = /[\r\n\v\f\u0085\u2028\u2029]+/g;

/** A JavaScript literal: a string with its quotes, a number, a boolean, a list of these. Not for template literals. */
export const js = (value: Plain): string =>
  typeof value === 'object' ? `[${value.map(js).join(', ')}]` : jsLiteral(value);

const jsLiteral = (value: string | number | boolean): string =>
  quoted(value)
    .replaceAll(/[\u2028\u2029]/g, code)
    .replaceAll('</', '<\\/')
    .replaceAll('<!--', '<\\!--');

/** The quotes that need fewer escapes, as prettier chooses them: single ones unless the text holds more of these. */
function quoted(value: string | number | boolean): string {
  const text = JSON.stringify(value);
  if (typeof value !== 'string' || count(value, "'") > count(value, '"')) return text;
  return `'${text.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

/** The name of a property in an object literal. */
export const property = (value: Plain): string =>
  /^[A-Za-z_$][\w$]*$/.test(String(value)) ? String(value) : js(value);

export const json = (value: Plain): string => JSON.stringify(value);

// YAML 1.1 readers take some of these for line ends, and refuse the others.
/** Single quotes where nothing has to be escaped, as prettier has it. */
export function yaml(value: Plain): string {
  const text = JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    code,
  );
  return typeof value === 'string' && !/['\\]/.test(text) ? `'${value}'` : text;
}

/** Text inside a Markdown line. No address becomes a link, where escapes would show; no `$` starts a formula. */
export const md = (value: Plain): string =>
  oneVisibleLine(value)
    .replaceAll(/[\\`*_{}[\]<>()#+!|~&@$]|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^([-=:])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');

// TypeScript 6.0.3 never returns from `/** B-*/`, so a last hyphen is kept away from the end, too.
/** Text inside a comment of TypeScript, SQL or CSS, or after `//` and `#`. */
export const comment = (value: Plain): string =>
  oneVisibleLine(value)
    .replaceAll(/\*(?=\/)/g, '* ')
    .replaceAll(/\/(?=\*)/g, '/ ')
    .replace(/^\//, ' /')
    .replace(/[-/]$/, '$& ');

/** One word of a POSIX shell. */
export function sh(value: Plain): string {
  const text = oneLine(String(value), 'a shell word');
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const SECRET = /<secret:[A-Z0-9_]+>/g;

/**
 * A value of an `.env` file. Node, dotenv and compose agree on no escape, so the quotes are chosen by what the value
 * holds, and a value that no quotes can hold is refused.
 */
export function envValue(value: Plain): string {
  const text = oneLine(String(value), 'an .env value');
  if (/^[\w./:@-]*$/.test(text.replaceAll(SECRET, 'x'))) return text;
  if (!text.includes("'")) return `'${text}'`;
  if (!/["$\\`]/.test(text)) return `"${text}"`;
  throw new Error(`an .env value cannot hold ' together with one of " $ \\ \``);
}

const LONGEST_ID = 63;

/** A quoted identifier of PostgreSQL or SQLite. */
export function sqlId(value: Plain): string {
  const text = wellFormed(String(value), 'a SQL identifier');
  const bytes = new TextEncoder().encode(text).length;
  if (text === '' || text.includes('\0'))
    throw new Error('a SQL identifier is neither empty nor holds NUL');
  if (bytes > LONGEST_ID)
    throw new Error(`a SQL identifier has at most ${LONGEST_ID} bytes; this one has ${bytes}`);
  return `"${text.replaceAll('"', '""')}"`;
}

/** One part of a URL's path. */
export const url = (value: Plain): string =>
  encodeURIComponent(String(value)).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function oneLine(text: string, what: string): string {
  if (/[\0\r\n]/.test(text)) throw new Error(`${what} is one line without NUL`);
  return wellFormed(text, what);
}

function wellFormed(text: string, what: string): string {
  if (/\p{Cs}/u.test(text)) throw new Error(`${what} is text, without halves of characters`);
  return text;
}
