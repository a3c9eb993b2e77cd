/** Whoever needs to know the time asks this, so that a test can say what time it is. */
export interface Clock {
  readonly now: () => Date;
}

export const createClock = (): Clock => ({ now: () => new Date() });

/** in milliseconds */
export const after = (moment: Date, time: number): Date => new Date(moment.getTime() + time);
