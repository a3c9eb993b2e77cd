import { fail, refuse } from './errors.mjs';

// PCRE lets any punctuation be escaped, the `u` flag of JavaScript does not. What else differs
// (`\A`, `(?i)`, possessive quantifiers) is a syntax error under `u`, so it cannot pass unnoticed.
const LOOSE_ESCAPE = /\\([^\w\s^$\\.*+?()[\]{}|/])/gu;
const OPTIONS = /^[imsu]*$/;

/** @param {any} pattern @param {string} [options] */
export function toRegExp(pattern, options) {
  const source = typeof pattern === 'string' ? pattern : pattern?.pattern;
  if (typeof source !== 'string') fail('BadValue', '$regex has to be a string');
  const flags = options ?? pattern.options ?? '';
  if (flags.includes('x')) refuse('the regular expression option x');
  if (!OPTIONS.test(flags)) fail(51108, `invalid flag in regex options: ${flags}`);
  try {
    return new RegExp(escapeStrictly(source), [...new Set(`${flags}u`)].join(''));
  } catch (error) {
    return refuse(`the regular expression /${source}/ (${/** @type {Error} */ (error).message})`);
  }
}

/** @param {string} source */
const escapeStrictly = (source) =>
  source.replace(LOOSE_ESCAPE, (_, sign) => `\\u{${sign.codePointAt(0).toString(16)}}`);
