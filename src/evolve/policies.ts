/** How a file that changed on both sides is merged: the first row that matches. */
import { mergeJson, mergeMachineMade, mergeYaml, type MergedDocument } from './document-merge.ts';
import { mergeEnv } from './env-merge.ts';
import { mergeText, type Versions } from './three-way.ts';

export type Outcome =
  | { readonly kind: 'merged'; readonly text: string }
  /** `marked`: the text with conflict markers, where markers make sense */
  | { readonly kind: 'conflict'; readonly reason: string; readonly marked?: string };

interface Policy {
  readonly matches: RegExp;
  readonly merge: (versions: Versions) => Outcome;
}

const keepMine = ({ mine }: Versions): Outcome => ({ kind: 'merged', text: mine });

// History: what has been applied somewhere is never written again.
const HISTORY = /(^|\/)migrations\/(?!meta\/)/;

/** Is it a migration? */
export const isHistory = (path: string): boolean => HISTORY.test(path);

const POLICIES: readonly Policy[] = [
  { matches: /(^|\/)\.env$/, merge: (versions) => ({ kind: 'merged', text: mergeEnv(versions) }) },
  // Sown once; only the list of them is code.
  { matches: /(^|\/)seeds\/(?!index\.)/, merge: keepMine },
  {
    matches: /(^|\/)migrations\/meta\/.*\.json$/,
    merge: (versions) => ofDocument(mergeMachineMade(versions)),
  },
  { matches: /\.json$/, merge: (versions) => ofDocument(mergeJson(versions)) },
  { matches: /\.ya?ml$/, merge: (versions) => ofDocument(mergeYaml(versions)) },
  { matches: /./, merge: (versions) => ofText(versions) },
];

export function mergeFile(path: string, versions: Versions): Outcome {
  const policy = POLICIES.find(({ matches }) => matches.test(path));
  if (!policy) throw new Error(`no policy for ${path}`);
  return policy.merge(versions);
}

function ofDocument(merged: MergedDocument): Outcome {
  if (merged.kind === 'clean') return { kind: 'merged', text: merged.text };
  if (merged.kind === 'broken') return { kind: 'conflict', reason: merged.reason };
  return { kind: 'conflict', reason: `you and this change both set ${merged.keys.join(', ')}` };
}

function ofText(versions: Versions): Outcome {
  const merged = mergeText(versions);
  if (merged.kind === 'clean') return { kind: 'merged', text: merged.text };
  const places = merged.count === 1 ? 'one place' : `${merged.count} places`;
  return {
    kind: 'conflict',
    reason: `you and this change edited the same lines in ${places}`,
    marked: merged.text,
  };
}
