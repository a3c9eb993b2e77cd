/** `generate module orders title:string …`: what was typed, and the answers with that module. */
import { digest } from '../../compose/digest.ts';
import { originsOf } from '../../compose/origins.ts';
import { readFiles } from '../../disk/read.ts';
import { UserError } from '../../errors.ts';
import { plainText } from '../../evolve/three-way.ts';
import { formatName, moduleNames, refuseClashes } from '../../modules/names.ts';
import { formatModule, knownOptions, readWords, refuseWrongModule } from '../../modules/options.ts';
import { printable } from '../../names.ts';
import { FIRST_OWN, nextNumber, numbered, withShortNumbers } from '../../resolve/numbers.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Answers, Blueprint, Catalog, ModuleAnswer } from '../../types.ts';
import type { Exit } from '../exit.ts';
import { has, valueOf, type Parsed } from '../parse.ts';
import { applyIntent, type Tools } from './apply.ts';
import { fitting } from './commands.ts';
import { takenNumbers } from './history.ts';
import type { Project } from './project.ts';

/** `person --plural persons`, where the dictionary says people. */
function nameOf(typed: string, parsed: Parsed): string {
  const plural = valueOf(parsed, 'plural');
  const names = moduleNames(plural === undefined ? typed : `${singularOf(typed)}/${plural}`);
  return formatName(names);
}

/** Options are typed as flags; where a prompt was answered, they may stand among the fields. */
export function moduleAsked(
  typed: string,
  texts: readonly string[],
  { parsed, catalog }: Tools,
): ModuleAnswer {
  const { fields, options } = readWords(texts);
  const known = knownOptions(catalog).map(({ id }) => id);
  const taken = known.filter((id) => options.includes(id) || has(parsed, id)).sort();
  return {
    name: nameOf(typed, parsed),
    fields,
    ...(taken.length > 0 && { options: taken }),
  };
}

const singularOf = (typed: string): string => moduleNames(typed).singular;

export async function generateModule(module: ModuleAnswer, tools: Tools): Promise<Exit> {
  refuseWrongModule(module, tools.catalog);
  return applyIntent(
    {
      command: `generate module ${module.name}`,
      decide: (answers, project) =>
        withModule(module, { answers, project, catalog: tools.catalog }),
    },
    tools,
  );
}

interface Present {
  readonly answers: Answers;
  readonly project: Project;
  readonly catalog: Catalog;
}

/** The same module again is nothing to do; one that was edited since, or another one of that name, is refused. */
function withModule(module: ModuleAnswer, { answers, project, catalog }: Present): Answers {
  const blueprint = resolve(answers, catalog);
  const existing = blueprint.modules;
  const own = answers.modules.filter(({ dropped }) => dropped === undefined);
  const same = [...own, ...existing].find(
    ({ name }) => moduleNames(name).plural === moduleNames(module.name).plural,
  );
  if (same && isSame(same, module)) {
    refuseEdited(same.name, blueprint, project);
    return answers;
  }
  if (same) {
    throw new UserError(
      'REFUSED',
      `There is a module ${formatModule(same)} already, and its migration is written.`,
      `Edit its files and add a migration; or start again: backendbytes destroy module ${same.name}`,
    );
  }
  refuseClashes([...existing, module].map(({ name }) => moduleNames(name)));
  const number = nextNumber(answers, takenNumbers(project));
  const before = numbered(answers.modules, FIRST_OWN);
  const after = { ...answers, modules: withShortNumbers([...before, { ...module, number }]) };
  return fitting(after, catalog);
}

const isSame = (one: ModuleAnswer, other: ModuleAnswer): boolean =>
  [...one.fields, ...(one.options ?? [])].join(' ') ===
  [...other.fields, ...(other.options ?? [])].join(' ');

/** "Nothing to do" would hide that what is there is not what was asked for. */
function refuseEdited(name: string, blueprint: Blueprint, { root, manifest }: Project): void {
  const others = blueprint.modules.filter((module) => module.name !== name);
  const shared = originsOf({ ...blueprint, modules: others });
  const files = [...originsOf(blueprint).keys()].filter((path) => !shared.has(path));
  const edited = [...readFiles(root, files)]
    .filter(
      ([path, file]) =>
        file.kind === 'text' && digest(plainText(file.text)) !== manifest.files[path],
    )
    .map(([path]) => path);
  if (edited.length === 0) return;
  throw new UserError(
    'REFUSED',
    `The module ${name} is there already, and was edited: ${edited.map(printable).join(', ')}.`,
    'These files are yours now. Nothing was changed.',
  );
}
