/** All templates that apply, rendered; one owner a path. */
import { atoms, holds } from '../catalog/conditions.ts';
import { UserError } from '../errors.ts';
import { SOCKETS } from '../types.ts';
import type { Blueprint, Layer, Part, PartKind, TemplateFile, TreeFile } from '../types.ts';
import { render } from './handlebars.ts';
import { withKept } from '../resolve/resolve.ts';
import { factsAbout, forFile, type GeneratedScope, type Scope, type Scopes } from './scope.ts';

export interface Rendered {
  readonly layer: Layer;
  readonly path: string;
  readonly file: TreeFile;
  /** had variables */
  readonly isRendered: boolean;
  /** one of a few things that a generator made: prettier lays it out, so its templates need not */
  readonly isGenerated?: true;
  readonly replaces: boolean;
}

/** A kind of part, and the scopes it is rendered with: once each. */
export type Round = readonly [kind: PartKind, scopes: readonly Scope[]];

/** Rendered files of the given kinds, layer by layer, general parts before special ones. */
export function renderParts(blueprint: Blueprint, rounds: readonly Round[]): readonly Rendered[] {
  return withKept(blueprint).flatMap((layer) =>
    rounds.flatMap(([kind, scopes]) =>
      partsOf(layer, kind).flatMap((part) => renderPart({ blueprint, layer, part }, scopes)),
    ),
  );
}

export const fileRounds = ({ project, modules, dropped }: Scopes): readonly Round[] => [
  ['files', [project]],
  ['history', [project]],
  ['module', modules],
  ['module-history', [...modules, ...dropped]],
  ['module-drop', dropped],
];

export const documentRounds = ({ project, modules }: Scopes): readonly Round[] => [
  ['documents', [project]],
  ['history-documents', [project]],
  ['module-documents', modules],
];

/** What generators made: each thing sees the files of its own generator only. */
export const renderGenerated = (
  blueprint: Blueprint,
  generated: readonly GeneratedScope[],
): readonly Rendered[] =>
  blueprint.chosen
    .flatMap(({ layer }) =>
      partsOf(layer, 'generators').flatMap((part) =>
        generated.flatMap(({ generator, scope }) =>
          renderPart({ blueprint, layer, part: below(generator, part) }, [scope]),
        ),
      ),
    )
    .map((made) => ({ ...made, isGenerated: true }));

const below = (folder: string, part: Part): Part => ({
  ...part,
  files: part.files
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .map((file) => ({ ...file, path: file.path.slice(folder.length + 1) })),
});

/**
 * One file a path. @throws Error naming both layers when two write one path unaware;
 * UserError when one of them is a module, because then the name is to blame.
 */
export function overlay(rendered: readonly Rendered[]): ReadonlyMap<string, Rendered> {
  const owners = new Map<string, Rendered>();
  for (const next of rendered) {
    const owner = owners.get(next.path);
    if (!owner || owner.layer === next.layer) owners.set(next.path, next);
    else if (next.replaces) owners.set(next.path, next);
    else if (!owner.replaces) throw clash(owner, next);
  }
  return owners;
}

function clash(one: Rendered, other: Rendered): Error {
  const owner = [one, other].find(({ layer }) => layer.kind !== 'module');
  if (owner && [one, other].some(({ layer }) => layer.kind === 'module'))
    return new UserError(
      'USAGE',
      `A module of this name would write ${one.path}, which belongs to ${owner.layer.title}.`,
      'Choose another name for the module.',
    );
  return new Error(
    `${one.layer.kind} ${one.layer.id} and ${other.layer.kind} ${other.layer.id} both write ${one.path}; one of them may say replaces`,
  );
}

const partsOf = (layer: Layer, kind: PartKind): readonly Part[] =>
  layer.parts
    .filter((part) => part.kind === kind)
    .sort((a, b) => levelOf(a) - levelOf(b) || atoms(a.when).length - atoms(b.when).length);

const levelOf = ({ when }: Part): number => Number(/level(\d+)/.exec(when)?.[1] ?? 0);

interface PlacedPart {
  readonly blueprint: Blueprint;
  readonly layer: Layer;
  readonly part: Part;
}

const renderPart = (
  { blueprint, layer, part }: PlacedPart,
  scopes: readonly Scope[],
): readonly Rendered[] =>
  scopes
    .filter((scope) => holds(part.when, factsAbout(blueprint, scope)))
    .flatMap((scope) => part.files.map((template) => renderFile(layer, template, scope)));

function renderFile(layer: Layer, template: TemplateFile, scope: Scope): Rendered {
  const path = targetPath(template.path, scope);
  const isRendered = template.path.endsWith('.hbs');
  const text = isRendered ? render(template, seenBy(template, scope, path)) : template.text;
  const named = layer.replaces ?? [];
  return {
    layer,
    path,
    isRendered,
    file: { text, ...(template.isExecutable && { isExecutable: true }) },
    replaces: named.includes(path) || named.includes(template.path.replace(/\.hbs$/, '')),
  };
}

/** Few files list what is plugged in. */
function seenBy({ text }: TemplateFile, scope: Scope, path: string): Scope {
  const listed = text.includes('sockets.')
    ? SOCKETS.filter((name) => text.includes(`sockets.${name}`))
    : [];
  return listed.length > 0 ? forFile(scope, path, listed) : scope;
}

/** `_github/__plural__.yml.hbs` → `.github/todos.yml`; a name that starts with an underscore has two: `__journal.json`. */
const targetPath = (template: string, scope: Scope): string =>
  template
    .replace(/\.hbs$/, '')
    .split('/')
    .map((name) =>
      name
        .replace(/^_(?=[a-z])/, '.')
        .replaceAll(/__([a-zA-Z]+?)__/g, (_, key: string) => String(scope[key]))
        .replace(/^__(?=[a-z])/, '_'),
    )
    .join('/');
