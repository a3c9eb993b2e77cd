export interface Programs {
  readonly server: string;
  readonly epmd: string;
}

export function findInstalled(env: Readonly<Record<string, string | undefined>>): Programs | string;

export function startServer(
  programs: Programs,
  options: { readonly dataDir?: string; readonly log: (line: string) => void },
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }>;
