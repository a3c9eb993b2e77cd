/** Reads `templates/` into a catalog. Runs at build time and in tests; the package carries the result. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PART_KINDS } from '../types.ts';
import { hasMarks, refuseWrongMarks, withoutMarks } from '../workshop/marks.ts';
import type { Catalog, Layer, LayerDefinition, LayerKind, Part, TemplateFile } from '../types.ts';

const HOMES: readonly {
  readonly folder: string;
  readonly kind: LayerKind;
  readonly isOne?: true;
}[] = [
  { folder: 'project', kind: 'project', isOne: true },
  { folder: 'levels', kind: 'level' },
  { folder: 'databases', kind: 'database' },
  { folder: 'module', kind: 'module', isOne: true },
  { folder: 'features', kind: 'feature' },
  { folder: 'example', kind: 'example', isOne: true },
  { folder: 'lessons', kind: 'lessons', isOne: true },
  { folder: 'starters', kind: 'starter' },
];

export async function readCatalog(templates: string): Promise<Catalog> {
  const homes = HOMES.flatMap(({ folder, kind, isOne }) =>
    layerFolders(path.join(templates, folder), isOne).map((dir) => ({ kind, dir })),
  );
  return { layers: await Promise.all(homes.map(({ kind, dir }) => readLayer(kind, dir))) };
}

function layerFolders(home: string, isOne: true | undefined): readonly string[] {
  if (!isFolder(home)) return [];
  return isOne
    ? [home]
    : names(home)
        .map((name) => path.join(home, name))
        .filter(isFolder);
}

async function readLayer(kind: LayerKind, dir: string): Promise<Layer> {
  const url = pathToFileURL(path.resolve(dir, `${kind}.ts`)).href;
  const { default: definition } = (await import(url)) as { default: LayerDefinition };
  const parts = names(dir).flatMap((name) => readPart(dir, name, `${kind}.ts`));
  return { ...definition, kind, id: path.basename(dir), parts };
}

function readPart(dir: string, name: string, definition: string): readonly Part[] {
  if (name === definition) return [];
  const [kind = '', when = ''] = name.split('@');
  const known = PART_KINDS.find((part) => part === kind);
  if (!known)
    throw new Error(
      `${path.join(dir, name)} is no part of a layer; parts are ${PART_KINDS.join(', ')}`,
    );
  const root = path.join(dir, name);
  return [{ kind: known, when, files: walk(root).map((file) => readTemplate(root, file)) }];
}

function readTemplate(root: string, file: string): TemplateFile {
  const template = {
    path: path.relative(root, file).split(path.sep).join('/'),
    text: readFileSync(file, 'utf8'),
    isExecutable: (statSync(file).mode & 0o100) !== 0,
  };
  return hasMarks(template.text) ? withSolution(template) : template;
}

/** Done here, once, so that a project without exercises is rendered as if there were no marks. */
function withSolution(template: TemplateFile): TemplateFile {
  refuseWrongMarks(template.path, template.text);
  return { ...template, text: withoutMarks(template.text), marked: template.text };
}

function walk(dir: string): readonly string[] {
  return names(dir).flatMap((name) => {
    const file = path.join(dir, name);
    return isFolder(file) ? walk(file) : [file];
  });
}

// Byte order, not locale: the catalog must be the same on every machine.
const names = (dir: string): readonly string[] =>
  readdirSync(dir)
    .filter((name) => name !== 'node_modules' && name !== '.DS_Store')
    .sort();

const isFolder = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
