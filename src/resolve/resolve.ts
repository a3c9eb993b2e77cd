/** Answers + catalog → blueprint: which layers, in which order, and why each is there. */
import { holds, type Facts } from '../catalog/conditions.ts';
import { findLayer, layersOf, levelChain } from '../catalog/find.ts';
import { UserError } from '../errors.ts';
import { moduleNames } from '../modules/names.ts';
import { takenBy } from '../modules/taken.ts';
import type {
  Answers,
  Blueprint,
  Catalog,
  Chosen,
  DroppedModule,
  Layer,
  LayerKind,
  NumberedModule,
  PartKind,
} from '../types.ts';
import { CHOSEN, withImplied } from './features.ts';
import { fit, fitsLevel, starterOf } from './fit.ts';
import { FIRST_BROUGHT, FIRST_OWN, numbered } from './numbers.ts';
import { withDroppedPairs, withPairs } from './pairs.ts';
import { refuseDanglingReferences } from './references.ts';

/** @throws UserError USAGE when the answers do not hold together, with the ways out. */
export function resolve(answers: Answers, catalog: Catalog): Blueprint {
  const [misfit] = fit(answers, catalog);
  if (misfit)
    throw new UserError('USAGE', misfit.reason, waysOut(misfit.mends.map(({ flags }) => flags)));
  const chosen = chosenLayers(answers, catalog);
  return {
    answers,
    chosen,
    modules: allModules(answers, chosen),
    dropped: droppedModules(answers),
    kept: keptLayers(answers, chosen, catalog),
  };
}

const HISTORY: readonly PartKind[] = ['history', 'history-documents'];

/** What a feature keeps in the database: its migrations, and the tables they make. */
export const hasHistory = ({ parts }: Layer): boolean =>
  parts.some(({ kind }) => HISTORY.includes(kind));

/** The chosen layers; what is kept of features that were taken away stands where they stood. */
export function withKept({ chosen, kept }: Blueprint): readonly Layer[] {
  const layers = chosen.map(({ layer }) => layer);
  const isAfter = ({ kind }: Layer): boolean => LAST.includes(kind);
  return [...layers.filter((one) => !isAfter(one)), ...kept, ...layers.filter(isAfter)];
}

const LAST: readonly LayerKind[] = ['starter', 'example', 'lessons'];

function keptLayers(
  { kept = [] }: Answers,
  chosen: readonly Chosen[],
  catalog: Catalog,
): readonly Layer[] {
  return layersOf(catalog, 'feature')
    .filter(({ id }) => kept.includes(id) && !chosen.some(({ layer }) => layer.id === id))
    .map(onlyHistory);
}

/** Of a layer that is gone: its migrations, and the tables they make. */
const onlyHistory = ({ kind, id, title, hint, replaces = [], parts, sockets }: Layer): Layer => ({
  kind,
  id,
  title,
  hint,
  replaces,
  sockets: { models: sockets?.models ?? [] },
  parts: parts.filter((part) => HISTORY.includes(part.kind)),
});

type Asked = Pick<Blueprint, 'answers' | 'chosen'> & Partial<Pick<Blueprint, 'modules'>>;

/** What conditions in layers are asked about. Of a module: its own options; of the project: those of any module. */
export const factsOf = (
  { answers, chosen, modules = [] }: Asked,
  options: readonly string[] = modules.flatMap((module) => module.options ?? []),
): Facts => ({
  level: answers.level,
  chosen: new Set([
    ...chosen.filter(({ layer }) => layer.kind !== 'level').map(({ layer }) => layer.id),
    ...options,
  ]),
});

function chosenLayers(answers: Answers, catalog: Catalog): readonly Chosen[] {
  const database = findLayer(catalog, 'database', answers.database);
  if (!database) throw new Error(`no database ${answers.database} in the catalog`);
  return [
    ...layersOf(catalog, 'project').map((layer) => because(layer, 'what every project has')),
    ...levelChain(catalog, answers.level).map((layer) =>
      because(layer, levelReason(layer, answers)),
    ),
    because(database, CHOSEN),
    ...layersOf(catalog, 'module').map((layer) => because(layer, 'what every module has')),
    ...withImplied(catalog, answers),
    ...starterOf(answers, catalog).map((layer) => because(layer, CHOSEN)),
    ...(answers.example
      ? layersOf(catalog, 'example')
          .filter((layer) => fitsLevel(layer, answers.level))
          .map((layer) => because(layer, 'the example'))
      : []),
    ...(answers.lessons
      ? layersOf(catalog, 'lessons').map((layer) => because(layer, 'to learn from'))
      : []),
  ];
}

const because = (layer: Layer, reason: string): Chosen => ({ layer, reason });

const levelReason = (layer: Layer, { level }: Answers): string =>
  layer.id === String(level) ? CHOSEN : `level ${level} stands on it`;

const droppedModules = ({ modules }: Answers): readonly DroppedModule[] =>
  withDroppedPairs(
    numbered(modules, FIRST_OWN).flatMap((module) =>
      module.dropped === undefined ? [] : [{ ...module, dropped: module.dropped }],
    ),
  );

function allModules(answers: Answers, chosen: readonly Chosen[]): readonly NumberedModule[] {
  const facts = factsOf({ answers, chosen });
  const brought = chosen
    .flatMap(({ layer }) => layer.modules ?? [])
    .filter(({ when }) => holds(when, facts))
    .map(({ name, fields, options = [] }) => ({ name, fields, options }));
  const own = numbered(answers.modules, FIRST_OWN).filter(({ dropped }) => dropped === undefined);
  const modules = withPairs([...numbered(brought, FIRST_BROUGHT), ...own]);
  const names = modules.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice) {
    throw new UserError(
      'USAGE',
      `There is a module ${twice} already.`,
      'Give it another name, or leave the example out with --no-example.',
    );
  }
  refuseDanglingReferences(modules);
  refuseTakenNames(
    modules,
    chosen.map(({ layer }) => layer),
  );
  return modules;
}

function refuseTakenNames(modules: readonly NumberedModule[], layers: readonly Layer[]): void {
  for (const module of modules) {
    const taken = takenBy(module, layers);
    const other = modules.find(({ name }) => taken.includes(moduleNames(name).plural));
    if (!other) continue;
    throw new UserError(
      'USAGE',
      `${module.name} has ${moduleNames(other.name).plural} beside it, so no module can be called that.`,
      'Choose another name for one of them.',
    );
  }
}

const waysOut = (flags: readonly string[]): string =>
  flags.length === 0 ? '' : `Try ${flags.join(', or ')}`;
