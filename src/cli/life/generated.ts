/** What the generators of layers make: one more entry in the answers, and one less when it is destroyed. */
import { generatedPaths } from '../../compose/compose.ts';
import { UserError } from '../../errors.ts';
import { parseFields } from '../../modules/fields.ts';
import { itemNames, moduleNames } from '../../modules/names.ts';
import { printable } from '../../names.ts';
import type { KnownGenerator } from '../../resolve/generators.ts';
import { nextNumber } from '../../resolve/numbers.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Answers, Catalog, GeneratedAnswer, ModuleAnswer } from '../../types.ts';
import { baseOf } from './base.ts';
import { areInUse, historyLost, takenNumbers } from './history.ts';
import type { Project } from './project.ts';

export interface Situation {
  readonly answers: Answers;
  readonly project: Project;
  readonly catalog: Catalog;
}

/** The same again is nothing to do. Of a module: after those it cannot be without. */
export async function withGenerated(
  generator: KnownGenerator,
  typed: string,
  situation: Situation,
): Promise<Answers> {
  const { answers } = situation;
  const names = generator.ofModule ? ownModules(typed, answers) : [itemNames(typed).name];
  const missing = names.filter((name) => !find(answers, generator.id, name));
  const made = missing.map((name) => entryFor(generator, name, situation));
  for (const one of made) await refuseTaken(one, situation);
  return made.length === 0
    ? answers
    : { ...answers, generated: [...(answers.generated ?? []), ...made] };
}

const entryFor = (
  { id, isNumbered }: KnownGenerator,
  name: string,
  { answers, project }: Situation,
): GeneratedAnswer => ({
  generator: id,
  name,
  ...(isNumbered && { number: nextNumber(answers, takenNumbers(project)) }),
});

/** @throws UserError REFUSED when it is a migration that somebody may have run */
export async function withoutGenerated(
  made: GeneratedAnswer,
  { answers, project, catalog }: Situation,
): Promise<Answers> {
  const after = { ...answers, generated: answers.generated?.filter((one) => one !== made) ?? [] };
  const lost = await historyLost(after, project, catalog);
  if (!(await areInUse(project.root, lost))) return after;
  throw new UserError(
    'REFUSED',
    `${lost.map(printable).join(', ')} may have run on a database already.`,
    `Take back what it did in one more: backendbytes generate ${made.generator} undo-${made.name}`,
  );
}

export const find = (
  { generated = [] }: Answers,
  generator: string,
  name: string,
): GeneratedAnswer | undefined =>
  generated.find((one) => one.generator === generator && one.name === name);

/** @returns its name, after those of the user's modules that its records have to refer to */
function ownModules(typed: string, { modules }: Answers): readonly string[] {
  const { plural } = moduleNames(typed);
  const present = modules.filter(({ dropped }) => dropped === undefined);
  const found = present.find((module) => isCalled(plural, module));
  if (found) return [...new Set(withReferenced(found, present))];
  const names = present.map(({ name }) => name).join(', ');
  throw new UserError(
    'USAGE',
    `You have no module ${printable(plural)}.`,
    names === '' ? 'First: backendbytes generate module …' : `Your modules: ${names}`,
  );
}

const isCalled = (plural: string, { name }: ModuleAnswer): boolean =>
  moduleNames(name).plural === plural;

function withReferenced(module: ModuleAnswer, present: readonly ModuleAnswer[]): readonly string[] {
  const needed = parseFields(module.fields).flatMap(({ ref, optional }) =>
    ref && !ref.many && !optional ? [ref.plural] : [],
  );
  const others = present.filter(
    (other) => other !== module && needed.some((plural) => isCalled(plural, other)),
  );
  return [...others.flatMap((other) => withReferenced(other, present)), module.name];
}

/** A name whose files a layer writes already would make two owners of one path. */
async function refuseTaken(
  made: GeneratedAnswer,
  { answers, project, catalog }: Situation,
): Promise<void> {
  const base = await baseOf(project, catalog);
  const alone = { ...answers, generated: [{ ...made, number: '0000' }] };
  const own = generatedPaths(resolve(alone, catalog));
  const taken = own.find((file) => base.has(file));
  if (taken === undefined) return;
  throw new UserError('REFUSED', `There is a ${taken} already.`, 'Choose another name.');
}
