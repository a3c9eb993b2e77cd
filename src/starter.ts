/** What only starters say of themselves. */
export interface Starting {
  /** the answers for whoever says nothing else */
  readonly starts?: StarterAnswers;
  /** what to go on with, and the command that begins it */
  readonly stretch?: readonly StretchGoal[];
  readonly workshop?: {
    /** tests of the finished project, left out as long as a step is open */
    readonly withholds: readonly string[];
  };
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

/** Who works through a workshop, and how far it is written for them. */
export interface WorkshopAnswer {
  readonly solved: readonly string[];
}
