import type { ExitCode } from '../errors.ts';

/** 129 and 143 are signals: no outcome of ours, but an exit code all the same. */
export type Exit = ExitCode | 129 | 143;
