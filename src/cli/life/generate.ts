/** `generate module orders title:string …`, through the plop registry: our generators and those of others are run alike. */
import { UserError } from '../../errors.ts';
import { moduleNames, refuseClashes } from '../../modules/names.ts';
import { parseFields } from '../../modules/fields.ts';
import { loadRegistry } from '../../modules/registry.ts';
import { FIRST_OWN, nextNumber, numbered, withShortNumbers } from '../../resolve/numbers.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Answers, Catalog, ModuleAnswer } from '../../types.ts';
import type { Exit } from '../exit.ts';
import { applyIntent, type Tools } from './apply.ts';
import { takenNumbers } from './history.ts';
import type { Project } from './project.ts';

export async function generate(tools: Tools): Promise<Exit> {
  const [generator, name, ...fields] = tools.parsed.positionals;
  if (generator === undefined) {
    throw new UserError(
      'USAGE',
      'Generate what?',
      'For example: backendbytes generate module orders title:string price:decimal:min=0',
    );
  }
  const registry = await loadRegistry((typed, texts) =>
    generateModule({ name: typed, fields: texts }, tools),
  );
  return registry.runGenerator(generator, { name, fields });
}

async function generateModule(module: ModuleAnswer, tools: Tools): Promise<Exit> {
  moduleNames(module.name);
  parseFields(module.fields);
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

/** The same module again is nothing to do; another one of that name is refused. */
function withModule(module: ModuleAnswer, { answers, project, catalog }: Present): Answers {
  const existing = resolve(answers, catalog).modules;
  const same = existing.find(
    ({ name }) => moduleNames(name).plural === moduleNames(module.name).plural,
  );
  if (same && same.fields.join(' ') === module.fields.join(' ')) return answers;
  if (same) {
    throw new UserError(
      'REFUSED',
      `There is a module ${same.name} already, with other fields: ${same.fields.join(' ')}.`,
      `Edit its files; or start again: backendbytes destroy module ${same.name}`,
    );
  }
  refuseClashes([...existing, module].map(({ name }) => moduleNames(name)));
  const number = nextNumber(answers.modules, takenNumbers(project));
  const own = numbered(answers.modules, FIRST_OWN);
  return { ...answers, modules: withShortNumbers([...own, { ...module, number }]) };
}
