export type Env = Readonly<Record<string, string | undefined>>;

export interface StartedServices {
  readonly env: Env;
  /** variable → address */
  readonly urls: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

export function startServices(options: {
  readonly env: Env;
  readonly log: (line: string) => void;
  readonly dataDir?: string;
}): Promise<StartedServices>;

export function findMissing(env: Env): Promise<string | undefined>;
