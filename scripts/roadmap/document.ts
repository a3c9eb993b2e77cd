/** docs/roadmap.md as text: which row is served by what, and which are open. */
import type { Catalog } from '../../src/types.ts';
import { ROWS } from './rows.ts';
import { SERVED } from './served.ts';

const GROUPS: readonly (readonly [title: string, matches: RegExp])[] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map(
    (level) => [`Level ${level}`, new RegExp(`^L${level}-`)] as const,
  ),
  ['The ten projects', /^P\d/],
  ['Architecture', /^AR-/],
];

export function roadmapDocument(catalog: Catalog): string {
  const rows = ROWS.map(([id, title]) => ({ id, title, servedBy: servedBy(id, catalog) }));
  const open = rows.filter((row) => row.servedBy.length === 0);
  return [
    '# Roadmap',
    `What serves each row of the BackendBytes roadmap: a file of a generated project, or a command. ${rows.length - open.length} of ${rows.length} rows are served. This page is made by \`npm run roadmap\`; a test keeps it true.`,
    ...GROUPS.flatMap(([title, matches]) => [
      `## ${title}`,
      table(rows.filter(({ id }) => matches.test(id))),
    ]),
    '## Open',
    open.length === 0 ? 'Nothing.' : open.map(({ id, title }) => `- ${id} ${title}`).join('\n'),
  ].join('\n\n');
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly servedBy: readonly string[];
}

const table = (rows: readonly Row[]): string =>
  [
    '| Row | What | Served by |',
    '| --- | --- | --- |',
    ...rows.map(
      ({ id, title, servedBy: list }) =>
        `| ${id} | ${title} | ${list.map((one) => `\`${one.replaceAll('|', '\\|')}\``).join(', ') || '**open**'} |`,
    ),
  ].join('\n');

function servedBy(id: string, catalog: Catalog): readonly string[] {
  const { files = [], run } = SERVED[id] ?? {};
  const isOnList = catalog.layers.some(({ checklist = [] }) =>
    checklist.some((row) => row.id === id),
  );
  return [
    ...new Set([
      ...lessonsOf(id, catalog),
      ...files,
      ...(isOnList ? ['docs/checklist.md'] : []),
      ...(run === undefined ? [] : [run]),
    ]),
  ];
}

const lessonsOf = (id: string, { layers }: Catalog): readonly string[] =>
  layers
    .flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'lessons'))
    .flatMap(({ files }) => files.map(({ path }) => path))
    .filter((path) => path.startsWith(`${id}-`))
    .map((path) => `docs/lessons/${path}`);
