/** `generate …`, through the plop registry: our generators and those of others are run alike. */
import { findLayer } from '../../catalog/find.ts';
import { EXIT, UserError } from '../../errors.ts';
import { loadRegistry, namePrompts, type LayerGenerator } from '../../modules/registry.ts';
import {
  generatorsOf,
  layersWithGenerator,
  type KnownGenerator,
} from '../../resolve/generators.ts';
import { printable } from '../../names.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Answers, Catalog, LayerKind } from '../../types.ts';
import type { Exit } from '../exit.ts';
import type { Output } from '../output.ts';
import { has } from '../parse.ts';
import { applyIntent, type Tools } from './apply.ts';
import { add } from './commands.ts';
import { generateModule, moduleAsked } from './generate-module.ts';
import { withGenerated } from './generated.ts';
import { findPlopfile, names, runTheirs, theirGenerators } from './plopfile.ts';
import { findRoot, readProject } from './project.ts';

export async function generate(tools: Tools): Promise<Exit> {
  const [generator, name, ...rest] = tools.parsed.positionals;
  const root = findRoot(tools.cwd);
  const blueprint = resolve(readProject(root, tools.catalog).manifest.answers, tools.catalog);
  const known = generatorsOf(blueprint);
  const plopfile = findPlopfile(root);
  const isTheirsAsked = has(tools.parsed, 'plopfile');
  if (generator === undefined) {
    const theirs = isTheirsAsked && plopfile ? await theirGenerators(plopfile) : [];
    return listGenerators(
      known,
      { theirs, hasMore: plopfile !== undefined && !isTheirsAsked },
      tools.output,
    );
  }
  const registry = await loadRegistry(
    (typed, texts) => generateModule(moduleAsked(typed, texts, tools), tools),
    known.map((one) => asGenerator(one, rest, tools)),
  );
  const isOurs = registry.listGenerators().some((one) => one.name === generator);
  const given = name === undefined ? [] : [name, ...rest];
  if (plopfile && (isTheirsAsked || (!isOurs && names(plopfile, generator))))
    return runTheirs(plopfile, { generator, given }, tools.output);
  if (isOurs) return registry.runGenerator(generator, { name, fields: rest });
  if (findLayer(tools.catalog, 'feature', generator)) return addInstead(tools);
  refuseAbsent(generator, blueprint.answers, tools.catalog);
  return registry.runGenerator(generator, { name });
}

/** `generate docker`: what comes as a feature is added. */
const addInstead = (tools: Tools): Promise<Exit> => add(tools);

interface Theirs {
  readonly theirs: readonly { readonly name: string; readonly description: string }[];
  /** there is a plopfile, and nobody asked for what is in it */
  readonly hasMore: boolean;
}

function listGenerators(
  known: readonly KnownGenerator[],
  { theirs, hasMore }: Theirs,
  { say, styled, document, isJson }: Output,
): Exit {
  const rows = [
    {
      id: 'module',
      example: 'orders title:string price:decimal:min=0',
      about: 'a resource with its table, routes, checks, tests and documentation',
    },
    ...known.map(({ id, example, about }) => ({ id, example, about })),
    ...theirs.map(({ name, description }) => ({ id: name, example: '', about: description })),
  ];
  if (isJson) document({ schema: 1, ok: true, generators: rows });
  rows.forEach(({ id, example, about }) => {
    say(styled('cyan', printable(`backendbytes generate ${id} ${example}`).trimEnd()));
    say(`  ${printable(about)}`);
  });
  if (hasMore)
    say(
      styled(
        'dim',
        'Those of your plopfile, which is run for it: backendbytes generate --plopfile',
      ),
    );
  return EXIT.ok;
}

function asGenerator(
  known: KnownGenerator,
  rest: readonly string[],
  tools: Tools,
): LayerGenerator<Exit> {
  const usage = (problem: string) =>
    new UserError(
      'USAGE',
      problem,
      `For example: backendbytes generate ${known.id} ${known.example}`,
    );
  return {
    name: known.id,
    description: known.about,
    prompts: namePrompts,
    run: async ({ name }) => {
      if (typeof name !== 'string') throw usage(`A ${known.id} needs a name.`);
      if (rest.length > 0) throw usage(`A ${known.id} has a name and no fields.`);
      return applyIntent(
        {
          command: `generate ${known.id} ${name}`,
          decide: (answers, project) =>
            withGenerated(known, name, { answers, project, catalog: tools.catalog }),
        },
        tools,
      );
    },
  };
}

/** A generator of a layer that is not chosen: says how to get it. */
function refuseAbsent(id: string, { level }: Answers, catalog: Catalog): void {
  const [layer] = layersWithGenerator(catalog, id);
  if (!layer) return;
  const first = layer.needs?.level ?? 0;
  const ways: Partial<Record<LayerKind, string>> = {
    level: `level-up ${layer.id}`,
    feature: first > level ? `level-up ${first}, then add ${layer.id}` : `add ${layer.id}`,
  };
  const way = ways[layer.kind];
  throw new UserError(
    'REFUSED',
    `The generator ${id} comes with ${layer.title}, which this project does not have.`,
    way ? `First: backendbytes ${way}` : '',
  );
}
