/** Which names are accepted, and how a name or path is printed. Pure: the answer never depends on the machine. */

export type NameCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly suggestion?: string };

const PROJECT = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/;
const MODULE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SCOPE = /^@([a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?)\/(.*)$/s;
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

// A fixed list, not `builtinModules`: a name accepted on one Node is accepted on all.
const CORE_MODULES = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram ' +
    'diagnostics_channel dns domain events fs http http2 https inspector module net os path ' +
    'perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls ' +
    'trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

const RESERVED_WORDS = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum ' +
    'eval export extends false finally for function if implements import in instanceof interface ' +
    'let new null package private protected public return static super switch this throw true ' +
    'try typeof undefined var void while with yield'
  ).split(' '),
);

const OBJECT_KEYS = new Set(Object.getOwnPropertyNames(Object.prototype));
const NPM_RESERVED = new Set(['node_modules', 'favicon.ico']);

/** The directory of a project, and its package name when no other is given. */
export function checkProjectName(text: string): NameCheck {
  return verdict(whyNotProject(text), () => projectSlug(text));
}

/** A package name for npm: a project name, or one with a scope: `@team/shop`. */
export function checkPackageName(text: string): NameCheck {
  const [, scope, rest] = SCOPE.exec(text) ?? [];
  if (!text.startsWith('@')) return checkProjectName(text);
  if (!scope || !rest) {
    return { ok: false, reason: 'a scoped package name looks like @scope/name, in small letters' };
  }
  // A scope keeps the name apart from Node's modules, so `@team/http` is fine.
  if (CORE_MODULES.has(rest)) return { ok: true };
  const check = checkProjectName(rest);
  if (check.ok || !check.suggestion) return check;
  return { ...check, suggestion: `@${scope}/${check.suggestion}` };
}

/** A module of a project: kebab-case, safe as folder, identifier and table. SQL's words are quoted, so they are fine. */
export function checkModuleName(text: string): NameCheck {
  return verdict(whyNotModule(text), () => moduleSlug(text));
}

/** True of what may not be declared in strict TypeScript: `class`, `await`, `arguments`. */
export const isReservedWord = (identifier: string): boolean => RESERVED_WORDS.has(identifier);

/** For the terminal: what would be invisible, or would turn or break the line, as \u…. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escaped);
}

/** One word of a POSIX shell, whatever the text holds. */
export function shellQuote(text: string): string {
  if (/^[A-Za-z0-9_@:,./+-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function verdict(reason: string | undefined, suggest: () => string | undefined): NameCheck {
  if (reason === undefined) return { ok: true };
  const suggestion = suggest();
  return suggestion ? { ok: false, reason, suggestion } : { ok: false, reason };
}

function whyNotProject(text: string): string | undefined {
  if (text === '') return 'a project name is required';
  if (text.length > 100) return `at most 100 characters, this name has ${text.length}`;
  const wrong = /[^a-z0-9._-]/u.exec(text)?.[0];
  if (wrong) return `only a-z 0-9 . _ - are allowed, not ${described(wrong)}`;
  if (!PROJECT.test(text)) return 'it must start and end with a letter or a digit';
  if (text.includes('..')) return 'two dots in a row are not allowed';
  if (WINDOWS_DEVICE.test(text)) return `"${text}" is the name of a device on Windows`;
  if (NPM_RESERVED.has(text)) return `"${text}" is reserved by npm`;
  if (CORE_MODULES.has(text)) return `"${text}" is a module of Node itself`;
  if (OBJECT_KEYS.has(text)) return `"${text}" is a property of every JavaScript object`;
  return undefined;
}

function whyNotModule(text: string): string | undefined {
  if (text === '') return 'a module name is required';
  if (text.length > 50) return `at most 50 characters, this name has ${text.length}`;
  const wrong = /[^a-z0-9-]/u.exec(text)?.[0];
  if (wrong) return `only a-z 0-9 - are allowed, not ${described(wrong)}`;
  if (!MODULE.test(text)) return 'it must be words joined by single dashes, as in order-items';
  if (WINDOWS_DEVICE.test(text)) return `"${text}" is the name of a device on Windows`;
  if (CORE_MODULES.has(text.replaceAll('-', '_'))) return `"${text}" is a module of Node itself`;
  if (RESERVED_WORDS.has(text)) return `"${text}" is a reserved word of TypeScript`;
  if (OBJECT_KEYS.has(camelCase(text))) {
    return `"${camelCase(text)}" is a property of every JavaScript object`;
  }
  return undefined;
}

function projectSlug(text: string): string | undefined {
  const slug = words(text, /[^a-z0-9._-]+/g).replace(/\.{2,}/g, '.');
  const base = trimmed(slug, 90);
  const candidates = [base, `${base}-app`, `${base.replaceAll('.', '-')}-app`];
  return base ? candidates.find((name) => whyNotProject(name) === undefined) : undefined;
}

function moduleSlug(text: string): string | undefined {
  const base = trimmed(words(text, /[^a-z0-9]+/g).replace(/^[^a-z]+/, ''), 40);
  return base ? [base, `app-${base}`].find((name) => !whyNotModule(name)) : undefined;
}

function words(text: string, gap: RegExp): string {
  return text
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(gap, '-');
}

const trimmed = (slug: string, length: number): string =>
  slug
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, length)
    .replace(/[^a-z0-9]+$/, '');

const camelCase = (kebab: string): string =>
  kebab.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function described(character: string): string {
  if (character === ' ') return 'a space';
  if (/[A-Z]/.test(character)) return `the capital "${character}"`;
  // A combining mark would melt into the quote before it.
  return `"${/\p{M}/u.test(character) ? escaped(character) : printable(character)}"`;
}

function escaped(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
