declare module '*/mongo-standin.mjs' {
  export interface Standin {
    readonly url: string;
    readonly port: number;
    readonly source: string;
    close(): Promise<void>;
  }
  export function startStandin(options?: {
    port?: number;
    dataFile?: string;
    log?: (line: string) => void;
    sweepEvery?: number;
  }): Promise<Standin>;
}
