/** What a template sees. Built once per project, then narrowed per module and per file. */
import path from 'node:path/posix';
import { holds, type Facts } from '../catalog/conditions.ts';
import { itemNames, moduleNames } from '../modules/names.ts';
import { factsOf, withKept } from '../resolve/resolve.ts';
import { SOCKETS } from '../types.ts';
import type { ApiRow, Blueprint, ChecklistRow, Layer, Plug, SocketName } from '../types.ts';
import { deployedScope, envScope, variablesOf } from './env-scope.ts';
import { render } from './handlebars.ts';
import { moduleScope } from './module-scope.ts';

export type Scope = Readonly<Record<string, unknown>>;

export interface Scopes {
  readonly project: Scope;
  /** one a module, in order */
  readonly modules: readonly Scope[];
  /** one a module that was taken away */
  readonly dropped: readonly Scope[];
  /** one a thing that generators made */
  readonly generated: readonly GeneratedScope[];
}

export interface GeneratedScope {
  readonly generator: string;
  readonly scope: Scope;
}

export function buildScopes(blueprint: Blueprint): Scopes {
  const layers = blueprint.chosen.map(({ layer }) => layer);
  const modules = blueprint.modules.map((module) => moduleScope(module, layers));
  const generated = generatedScopes(blueprint, modules);
  const project = { ...projectScope(blueprint), modules, ...rows(blueprint, modules, generated) };
  const within = (module: Scope): Scope => ({ ...project, ...module });
  const dropped = blueprint.dropped.map((module) => ({
    ...moduleScope(module, layers),
    dropped: module.dropped,
  }));
  return {
    project,
    modules: modules.map(within),
    dropped: dropped.map(within),
    generated: generated.map(({ generator, scope }) => ({ generator, scope: within(scope) })),
  };
}

/** Of a generator that works on a module, the module's names and fields. */
function generatedScopes(
  { answers, chosen }: Blueprint,
  modules: readonly Scope[],
): readonly GeneratedScope[] {
  const known = new Map(chosen.flatMap(({ layer }) => Object.entries(layer.generators ?? {})));
  return (answers.generated ?? []).map(({ generator, name, number }) => {
    const own = known.get(generator)?.ofModule
      ? modules.find(({ plural }) => plural === moduleNames(name).plural)
      : undefined;
    return {
      generator,
      scope: { ...itemNames(name), ...own, ...(number !== undefined && { number }) },
    };
  });
}

/** The scope of one file that lists these sockets: plugs are imported relative to where it lies. */
export function forFile(scope: Scope, file: string, names: readonly SocketName[]): Scope {
  const plugs = scope['plugs'] as Readonly<Record<SocketName, readonly Plug[]>>;
  const sockets = Object.fromEntries(
    names.map((name) => [name, plugs[name].map((plug) => importedFrom(plug, file))]),
  );
  return { ...scope, sockets };
}

function importedFrom(plug: Plug, file: string): Scope {
  const from = path.relative(path.dirname(file), plug.from);
  return {
    symbol: plug.symbol,
    name: plug.name ?? plug.symbol,
    path: plug.from,
    file: path.basename(plug.from),
    from: from.startsWith('.') ? from : `./${from}`,
  };
}

function projectScope({ answers, chosen }: Blueprint): Scope {
  const database = chosen.find(({ layer }) => layer.kind === 'database')?.layer;
  return {
    project: {
      name: answers.name,
      slug: slugOf(answers.name),
      description: answers.description,
      packageManager: answers.packageManager,
      run: `${answers.packageManager} run`,
    },
    level: answers.level,
    database: { id: database?.id, title: database?.title },
    layers: chosen.map(({ layer, reason }) => ({
      id: layer.id,
      title: layer.title,
      hint: layer.hint,
      reason,
    })),
  };
}

function rows(
  blueprint: Blueprint,
  modules: readonly Scope[],
  generated: readonly GeneratedScope[],
): Scope {
  const facts = factsOf(blueprint);
  const applies = ({ when }: { readonly when?: string }): boolean => holds(when, facts);
  const layers = blueprint.chosen.map(({ layer }) => layer);
  const perModule = <Row extends { readonly when?: string }>(
    layer: Layer,
    list: readonly Row[],
  ): readonly Row[] =>
    layer.kind === 'module'
      ? modules.flatMap((module) =>
          list
            .filter(({ when }) => holds(when, factsAbout(blueprint, module)))
            .map((row) => renderRow(row, module)),
        )
      : list.filter(applies);
  const api = layers.flatMap((layer) => perModule(layer, layer.api ?? []));
  const plugs = Object.fromEntries(
    SOCKETS.map((socket) => [
      socket,
      withKept(blueprint)
        .flatMap((layer) => [
          ...perModule(layer, layer.sockets?.[socket] ?? []),
          ...perGenerated(layer, socket, generated).filter(applies),
        ])
        .sort((a, b) => (a.order ?? 100) - (b.order ?? 100)),
    ]),
  );
  const env = variablesOf(layers, applies);
  return {
    plugs,
    env: env.map(envScope),
    deployed: deployedScope(env),
    api: api.map(({ method, path: route, about }: ApiRow) => ({ method, path: route, about })),
    checklist: checklistByLevel(layers.flatMap(({ checklist }) => checklist ?? []).filter(applies)),
    stretch: layers.flatMap(({ stretch }) => stretch ?? []).filter(applies),
    folders: pairs(layers, 'folders'),
    scripts: pairs(layers, 'scripts'),
  };
}

/** The highest level first: what a level adds never stands right beside lines that were ticked, so both merge. */
function checklistByLevel(rows: readonly ChecklistRow[]): readonly Scope[] {
  const levelOf = ({ id }: ChecklistRow): string => /^L(\d+)/.exec(id)?.[1] ?? '';
  const levels = [...new Set(rows.map(levelOf))].sort((a, b) => Number(b) - Number(a));
  return levels.map((level) => ({ level, rows: rows.filter((row) => levelOf(row) === level) }));
}

/** What conditions are asked about where a scope is of one module: its options, and no others. */
export const factsAbout = (blueprint: Blueprint, scope: Scope): Facts =>
  factsOf(blueprint, scope['options'] as readonly string[] | undefined);

/** What a generator plugs in, once per thing it made. */
const perGenerated = (
  { generators = {} }: Layer,
  socket: SocketName,
  generated: readonly GeneratedScope[],
): readonly Plug[] =>
  generated.flatMap(({ generator, scope }) =>
    (generators[generator]?.sockets?.[socket] ?? []).map((plug) => renderRow(plug, scope)),
  );

const renderRow = <Row extends object>(row: Row, scope: Scope): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string'
        ? render({ path: `a definition's ${key}`, text: value }, scope)
        : value,
    ]),
  ) as Row;

function pairs(layers: readonly Layer[], key: 'folders' | 'scripts'): readonly Scope[] {
  const all = new Map(layers.flatMap((layer) => Object.entries(layer[key] ?? {})));
  return [...all].map(([name, about]) =>
    key === 'folders' ? { path: name, about } : { name, about },
  );
}

const slugOf = (name: string): string =>
  name
    .replace(/^@[^/]*\//, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'app';
