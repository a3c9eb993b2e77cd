/**
 * Files that tools of the user load or run without being asked: an editor, direnv, a package manager.
 * No step of ours does; whoever wants them says so by name.
 */
import { printable } from '../names.ts';
import type { Entry } from './entries.ts';
import { installScriptsIn } from './package-json.ts';

interface Rule {
  readonly matches: RegExp;
  readonly why: string;
}

const RULES: readonly Rule[] = [
  { matches: /(?:^|\/)\.envrc$/i, why: 'direnv runs it' },
  {
    matches: /(?:^|\/)(?:\.vscode\/(?:tasks|settings)\.json|.*\.code-workspace)$/i,
    why: 'an editor may run what it names',
  },
  {
    matches:
      /(?:^|\/)(?:\.?(?:prettier|eslint|vite|vitest)(?:rc|\.config)?\.[cm]?[jt]s|\.eslintrc.*|\.prettierrc.*)$/i,
    why: 'an editor that formats or lints loads it',
  },
  { matches: /(?:^|\/)binding\.gyp$/i, why: 'npm builds what it names' },
];

export function whySelfRunning(entry: Entry): readonly string[] {
  if (entry.kind !== 'file') return [];
  const scripts = /(?:^|\/)package\.json$/i.test(entry.path) ? installScriptsIn(entry) : [];
  return [
    ...RULES.filter(({ matches }) => matches.test(entry.path)).map(({ why }) => why),
    ...scripts.map((script) => `an install runs ${printable(script)}`),
  ];
}
