export interface Clock {
  readonly now: () => Date;
}

export const createClock = (): Clock => ({ now: () => new Date() });
