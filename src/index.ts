/** The package as a library: the same program as the commands, with values instead of text. */
import { onlyAnswers, withDefaults } from './answers/draft.ts';
import { readDraft } from './answers/schema.ts';
import type {
  Check,
  Created,
  Evolved,
  EvolveOptions,
  Operation,
  ProjectAnswers,
} from './api/types.ts';
import { loadCatalog } from './catalog/load.ts';
import { compose } from './compose/compose.ts';
import { resolve } from './resolve/resolve.ts';
import type { Answers, Tree } from './types.ts';

export { UserError } from './errors.ts';
export type {
  Check,
  ChangedFile,
  Created,
  Evolved,
  EvolveOptions,
  Finding,
  Operation,
  ProjectAnswers,
} from './api/types.ts';
export type { Answers, GeneratedAnswer, ModuleAnswer, Tree, TreeFile } from './types.ts';
export { VERSION as version } from './version.ts';
export { default } from './api/plop.ts';

/** Every file of a project, in memory. The same answers give the same bytes; secrets are `<secret:NAME>`. */
export async function render(answers: ProjectAnswers): Promise<Tree> {
  return compose(resolve(complete(answers), loadCatalog()));
}

/** Writes a new project, all or nothing. `dir` must be missing or empty. Nothing is installed, no git is touched. */
export async function create(dir: string, answers: ProjectAnswers): Promise<Created> {
  return (await import('./api/create.ts')).createIn(dir, complete(answers), loadCatalog());
}

/** Changes the project in `dir` (or above it) as a command would: one transaction, your edits merged. */
export async function evolve(
  dir: string,
  operation: Operation,
  options: EvolveOptions = {},
): Promise<Evolved> {
  return (await import('./api/evolve.ts')).evolveIn(dir, { operation, options }, loadCatalog());
}

/** What `backendbytes doctor` finds in `dir`. */
export async function check(dir: string): Promise<Check> {
  return (await import('./api/check.ts')).checkIn(dir, loadCatalog());
}

function complete(answers: ProjectAnswers): Answers {
  const catalog = loadCatalog();
  const draft = readDraft(answers, (key) => key, catalog);
  const around = { name: answers.name, packageManager: 'npm' } as const;
  return onlyAnswers({
    ...withDefaults(draft, around, catalog),
    ...(draft.generated && { generated: draft.generated }),
  });
}
