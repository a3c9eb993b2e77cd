/** A command as its table says it, and the flags that every command has. */
import type { Flag } from '../answers/flags.ts';
import type { Catalog } from '../types.ts';

export const JSON_FLAG: Flag = {
  name: 'json',
  about: 'one JSON document on stdout, nothing else there',
};
export const COMMON: readonly Flag[] = [
  { name: 'no-color', about: 'no colours (NO_COLOR=1 does the same)' },
  { name: 'debug', about: 'show the stack of an error' },
  { name: 'help', short: 'h', about: 'this page' },
  { name: 'version', short: 'v', about: 'the version' },
];

export interface Command {
  /** as it is typed: `create-backendbytes`, `backendbytes list` */
  readonly name: string;
  readonly about: string;
  readonly flags: readonly Flag[];
  /** `[dir]` */
  readonly argument?: string;
  /** flags that layers bring */
  readonly layerFlags?: (catalog: Catalog) => readonly Flag[];
}
