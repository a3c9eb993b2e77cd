/** `report`: what speaks for each row of the checklist, as Markdown for people and JSON for programs. */
import { readText } from '../../disk/read.ts';
import { exitCodeOf } from '../../disk/interrupt.ts';
import { withProject } from '../../disk/transaction.ts';
import { formatJson } from '../../answers/format-json.ts';
import { EXIT } from '../../errors.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Change } from '../../types.ts';
import { evidenceOf, evidenceText } from '../../workshop/evidence.ts';
import { PROGRESS, readProgress } from '../../workshop/progress.ts';
import { stepsOf } from '../../workshop/steps.ts';
import type { Exit } from '../exit.ts';
import type { Tools } from '../life/apply.ts';
import { findRoot, readProject } from '../life/project.ts';

const CHECKLIST = 'docs/checklist.md';
const REPORT = 'docs/report';

/** Works in every project: without a workshop there are no checks, and all rows are said or asked. */
export async function report({ cwd, catalog, output }: Tools): Promise<Exit> {
  const root = findRoot(cwd);
  const { answers } = readProject(root, catalog).manifest;
  const blueprint = resolve(answers, catalog);
  const rows = evidenceOf({
    blueprint,
    steps: answers.workshop ? stepsOf(blueprint) : [],
    progress: readProgress(readText(root, PROGRESS)?.text),
    checklist: readText(root, CHECKLIST)?.text ?? '',
  });
  const text = evidenceText(`Report on ${answers.name}`, rows);
  const files = { [`${REPORT}.md`]: text, [`${REPORT}.json`]: formatJson({ schema: 1, rows }) };
  const committed = await withProject(root, ({ commit }) =>
    commit(Object.entries(files).flatMap(([path, next]) => changeOf(root, path, next))),
  );
  if (committed.kind === 'stopped') return exitCodeOf(committed.signal);
  output.say(text.trimEnd());
  output.say(`\nWritten: ${Object.keys(files).join(', ')}`);
  if (output.isJson) output.document({ schema: 1, ok: true, files: Object.keys(files), rows });
  return EXIT.ok;
}

function changeOf(root: string, path: string, text: string): readonly Change[] {
  const before = readText(root, path)?.text;
  if (before === text) return [];
  const file = { text };
  return [
    before === undefined ? { kind: 'create', path, file } : { kind: 'update', path, file, before },
  ];
}
