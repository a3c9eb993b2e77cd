/** The plan for programs: contents and secrets stay out of it. */
import type { Complete } from '../answers/draft.ts';
import type { LayerKind, TreeFile } from '../types.ts';
import { VERSION } from '../version.ts';
import type { Plan } from './plan.ts';

export interface PlanDocument {
  readonly generator: string;
  readonly dir: string;
  readonly answers: Complete;
  readonly layers: readonly LayerRow[];
  readonly files: readonly FileRow[];
  /** the command that gives the same bytes */
  readonly command: string;
  readonly warnings: readonly string[];
}

interface LayerRow {
  readonly kind: LayerKind;
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly reason: string;
}

interface FileRow {
  readonly path: string;
  readonly bytes: number;
  readonly isPrivate: boolean;
}

export const planDocument = ({
  target,
  answers,
  blueprint,
  tree,
  command,
}: Plan): PlanDocument => ({
  generator: VERSION,
  dir: target.dir,
  answers,
  layers: blueprint.chosen.map(({ layer: { kind, id, title, hint }, reason }) => ({
    kind,
    id,
    title,
    hint,
    reason,
  })),
  files: [...tree].map(fileRow),
  command,
  warnings: target.warnings,
});

const fileRow = ([path, { text, isPrivate = false }]: readonly [string, TreeFile]): FileRow => ({
  path,
  bytes: Buffer.byteLength(text),
  isPrivate,
});
