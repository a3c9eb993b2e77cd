/**
 * files: rendered once · history, history-documents: the same as files and documents, and kept when the feature is taken
 * away after a database may have run its migrations · module: rendered once per module · module-history: the same, and kept when the module is taken
 * away · module-drop: rendered once per module that was taken away · documents: fragments merged by key into one
 * document · lessons: one Markdown file a concept, into docs/lessons · workshop: the steps of a starter · checks: what
 * `backendbytes check` runs beside them, never part of a project · generators: a folder a generator, rendered once per
 * thing it made
 */
export const PART_KINDS = [
  'files',
  'history',
  'history-documents',
  'module',
  'module-history',
  'module-drop',
  'documents',
  'module-documents',
  'lessons',
  'generators',
  'workshop',
  'checks',
] as const;
export type PartKind = (typeof PART_KINDS)[number];
