/** What only starters say of themselves. */
export interface Starting {
  /** the answers for whoever says nothing else */
  readonly starts?: StarterAnswers;
  /** what to go on with, and the command that begins it */
  readonly stretch?: readonly StretchGoal[];
}

interface StarterAnswers {
  readonly level: number;
  readonly database: string;
  /** taken where they fit the level */
  readonly features?: readonly string[];
}

export interface StretchGoal {
  readonly goal: string;
  /** of `backendbytes`, without the name: `add queue`, `generate module tags name:string` */
  readonly command: string;
  readonly when?: string;
}
