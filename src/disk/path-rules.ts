/** Which relative paths may be written at all. Pure: looks at the text, not at the disk. */

const LONGEST_PART = 255;
const LONGEST_PATH = 1024;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
// The tools that own these folders run what lies in them, or it is our own journal.
const OWNED = /^(?:\.git|git~\d+|node_modules|\.backendbytes)$/i;

interface Rule {
  readonly refuses: RegExp;
  readonly reason: string;
}

const PATH_RULES: readonly Rule[] = [
  { refuses: /^$/, reason: 'the path is empty' },
  { refuses: /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u, reason: 'it holds an invisible character' },
  { refuses: /\\/, reason: 'it holds a backslash' },
  { refuses: /^[A-Za-z]:/, reason: 'it starts with a drive letter' },
  { refuses: /^\//, reason: 'it is absolute' },
  { refuses: /[:<>"|?*]/, reason: 'it holds a character that Windows refuses' },
];

const PART_RULES: readonly Rule[] = [
  { refuses: /^$/, reason: 'it has an empty part' },
  { refuses: /^\.\.?$/, reason: 'it has a part "." or ".."' },
  { refuses: /[. ]$/, reason: 'a part ends with a dot or a space' },
  { refuses: DEVICE, reason: 'a part is the name of a device on Windows' },
  { refuses: OWNED, reason: 'it leads into a folder that belongs to git, npm or our journal' },
];

/** Why this relative path must not be used; undefined when it may. Parts are joined by `/`. */
export function whyUnsafe(path: string): string | undefined {
  const whole = PATH_RULES.find((rule) => rule.refuses.test(path));
  if (whole) return whole.reason;
  const parts = path.split('/');
  if (Buffer.byteLength(path) > LONGEST_PATH) return 'it is too long';
  if (parts.some((part) => Buffer.byteLength(part) > LONGEST_PART)) return 'a part is too long';
  return PART_RULES.find((rule) => parts.some((part) => rule.refuses.test(part)))?.reason;
}

/** Files that hold secrets: never copied, never staged for git, mode 0600. */
export const isSecretPath = (path: string): boolean =>
  /(?:^|\/)\.env(?:\.(?!example$)[^/]*)?$/.test(path);
