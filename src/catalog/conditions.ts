/** `mongo+level6+without-docker`: the part after `@` of a folder, and every `when` of a definition. */

/** What conditions are asked about. */
export interface Facts {
  readonly level: number;
  /** ids of every chosen layer that is not a level, and of the options of the module it is about, or of any */
  readonly chosen: ReadonlySet<string>;
}

export const holds = (when: string | undefined, facts: Facts): boolean =>
  atoms(when).every((atom) => holdsAtom(atom, facts));

export const atoms = (when: string | undefined): readonly string[] => (when ? when.split('+') : []);

/** The id of the layer an atom speaks of; undefined for a level. */
export const layerOf = (atom: string): string | undefined =>
  LEVEL.test(atom) ? undefined : atom.replace(/^(with|without)-/, '');

const LEVEL = /^(level|below)(\d+)$/;

function holdsAtom(atom: string, { level, chosen }: Facts): boolean {
  const [, side, number] = LEVEL.exec(atom) ?? [];
  if (side === 'level') return level >= Number(number);
  if (side === 'below') return level < Number(number);
  const isChosen = chosen.has(atom.replace(/^(with|without)-/, ''));
  return atom.startsWith('without-') ? !isChosen : isChosen;
}
