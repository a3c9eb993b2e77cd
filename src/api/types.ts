/** Types of the package's public surface. Fields may be added; none is renamed or removed within a major version. */
import type { Answers, ModuleAnswer, PackageManager } from '../types.ts';

/** Answers as they are given; what is missing takes the default that `--yes` would take. */
export interface ProjectAnswers {
  /** npm package name */
  readonly name: string;
  readonly description?: string;
  readonly level?: number;
  /** id of a database, as `backendbytes list` shows it */
  readonly database?: string;
  readonly features?: readonly string[];
  /** `orders title:string price:decimal`, or the same in parts */
  readonly modules?: readonly (string | ModuleAnswer)[];
  readonly example?: boolean;
  /** lessons and the checklist in `docs/` */
  readonly lessons?: boolean;
  readonly packageManager?: PackageManager;
  /** id of a starter, as `backendbytes list starters` shows it */
  readonly starter?: string;
}

export interface Created {
  /** absolute */
  readonly dir: string;
  /** paths that were written, sorted */
  readonly files: readonly string[];
}

export type Operation =
  | {
      /** `module`, or another generator of the project */
      readonly generate: string;
      readonly name: string;
      /** of a module */
      readonly fields?: readonly string[];
      /** of a module, by id: what it has besides its fields */
      readonly options?: readonly string[];
    }
  | { readonly destroy: string; readonly name: string }
  | { readonly add: readonly string[] }
  | { readonly remove: readonly string[] }
  | { readonly levelUp: number; readonly database?: string }
  | { readonly update: true };

export interface EvolveOptions {
  /** work out the changes and write nothing */
  readonly dryRun?: boolean;
  /** where you and the change edited the same lines: stop (the default), or write both versions */
  readonly conflict?: 'abort' | 'markers';
  /** `level-up` and `update` want a clean git tree unless this is said */
  readonly allowDirty?: boolean;
}

export interface ChangedFile {
  readonly kind: 'create' | 'update' | 'delete' | 'conflict';
  readonly path: string;
  /** of a conflict */
  readonly reason?: string;
  /** unified; empty for a conflict */
  readonly diff: string;
}

export interface Evolved {
  /** false: there are conflicts, and nothing was written (or both versions, with `markers`) */
  readonly ok: boolean;
  readonly answers: Answers;
  readonly changes: readonly ChangedFile[];
  /** files that are already as the change wants them */
  readonly identical: readonly string[];
  /** files you deleted, which stay deleted */
  readonly leftOut: readonly string[];
}

export interface Finding {
  readonly name: string;
  readonly level: 'ok' | 'note' | 'problem';
  readonly text: string;
  /** what to type */
  readonly next?: string;
}

export interface Check {
  /** no problem was found */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}
