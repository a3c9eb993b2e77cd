/** `destroy module orders`: the module goes; a migration that others may have run stays, and one that drops its table joins it. */
import { nearest } from '../../answers/nearest.ts';
import { UserError } from '../../errors.ts';
import { parseFields } from '../../modules/fields.ts';
import { moduleNames } from '../../modules/names.ts';
import { printable } from '../../names.ts';
import { FIRST_OWN, nextNumber, numbered, withShortNumbers } from '../../resolve/numbers.ts';
import { generatorsOf } from '../../resolve/generators.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Answers, Catalog, ModuleAnswer, NumberedModule } from '../../types.ts';
import type { Exit } from '../exit.ts';
import { applyIntent, type Tools } from './apply.ts';
import { find, withoutGenerated } from './generated.ts';
import { areInUse, historyLost, takenNumbers } from './history.ts';
import type { Project } from './project.ts';

export async function destroy(tools: Tools): Promise<Exit> {
  const [kind, name, extra] = tools.parsed.positionals;
  if (kind === undefined || name === undefined || extra !== undefined) throw what();
  if (kind !== 'module') return destroyGenerated(kind, name, tools);
  return applyIntent(
    {
      command: `destroy module ${name}`,
      decide: (answers, project) =>
        withoutModule(moduleNames(name).plural, { answers, project }, tools.catalog),
    },
    tools,
  );
}

const what = (): UserError =>
  new UserError(
    'USAGE',
    'Destroy what?',
    'What was generated, as it was: backendbytes destroy module orders',
  );

function destroyGenerated(generator: string, name: string, tools: Tools): Promise<Exit> {
  return applyIntent(
    {
      command: `destroy ${generator} ${name}`,
      decide: (answers, project) => {
        const made = find(answers, generator, name);
        if (made) return withoutGenerated(made, { answers, project, catalog: tools.catalog });
        const { generated = [] } = answers;
        const list = generated.map((one) => `${one.generator} ${one.name}`).join(', ');
        throw new UserError(
          'USAGE',
          `Nothing called ${printable(name)} was made by a generator ${printable(generator)}.`,
          list === '' ? what().hint : `There are: ${list}`,
        );
      },
    },
    tools,
  );
}

interface Present {
  readonly answers: Answers;
  readonly project: Project;
}

async function withoutModule(
  plural: string,
  { answers, project }: Present,
  catalog: Catalog,
): Promise<Answers> {
  const own = numbered(answers.modules, FIRST_OWN);
  const gone = own.find((module) => isCalled(plural, module) && module.dropped === undefined);
  const present = resolve(answers, catalog).modules;
  if (!gone) return nothingToDo(plural, { answers, present });
  refuseReferenced(plural, present);
  refuseWorkedOn(plural, answers, catalog);
  const without = own.filter((module) => module !== gone);
  const plain = { ...answers, modules: withShortNumbers(without) };
  if (!(await areInUse(project.root, await historyLost(plain, project, catalog)))) return plain;
  const dropped = nextNumber(answers, takenNumbers(project));
  const marked = own.map((module) => (module === gone ? { ...module, dropped } : module));
  return { ...answers, modules: withShortNumbers(marked) };
}

const isCalled = (plural: string, { name }: ModuleAnswer): boolean =>
  moduleNames(name).plural === plural;

function nothingToDo(
  plural: string,
  { answers, present }: { readonly answers: Answers; readonly present: readonly NumberedModule[] },
): Answers {
  const pairs = present.find(({ name, pairOf }) => pairOf && moduleNames(name).plural === plural);
  if (pairs) {
    throw new UserError(
      'REFUSED',
      `${plural} holds the pairs of ${pairs.pairOf}.`,
      `Both go with: backendbytes destroy module ${pairs.pairOf}`,
    );
  }
  if (present.some((module) => isCalled(plural, module))) {
    throw new UserError(
      'REFUSED',
      `The module ${plural} belongs to the example, which comes and goes as a whole.`,
      'Delete the files you do not want: what you delete stays deleted.',
    );
  }
  if (answers.modules.some((module) => isCalled(plural, module))) return answers;
  const names = answers.modules
    .filter(({ dropped }) => dropped === undefined)
    .map(({ name }) => moduleNames(name).plural);
  const meant = nearest(plural, names);
  const hint =
    names.length > 0 ? `Your modules: ${names.join(', ')}` : 'You have made none so far.';
  throw new UserError(
    'USAGE',
    `There is no module ${printable(plural)}.`,
    meant ? `Did you mean ${meant}?` : hint,
  );
}

function refuseReferenced(plural: string, present: readonly NumberedModule[]): void {
  const referrer = present.find(
    (module) =>
      !isCalled(plural, module) &&
      !(module.pairOf !== undefined && isCalled(plural, { name: module.pairOf, fields: [] })) &&
      parseFields(module.fields).some(({ ref }) => ref?.plural === plural),
  );
  if (!referrer) return;
  throw new UserError(
    'REFUSED',
    `${referrer.name} refers to ${plural}.`,
    `First: backendbytes destroy module ${referrer.pairOf ?? referrer.name}`,
  );
}

/** Generators that work on a module see its fields. */
function refuseWorkedOn(plural: string, answers: Answers, catalog: Catalog): void {
  const onModules = generatorsOf(resolve(answers, catalog)).filter(({ ofModule }) => ofModule);
  const made = (answers.generated ?? []).find(
    ({ generator, name }) =>
      onModules.some(({ id }) => id === generator) && moduleNames(name).plural === plural,
  );
  if (!made) return;
  throw new UserError(
    'REFUSED',
    `There is a ${made.generator} of ${plural}.`,
    `First: backendbytes destroy ${made.generator} ${made.name}`,
  );
}
