/** Everything a project can tell of itself: what was recorded, what its layers say, and what is on disk by now. */
import { digest } from '../../compose/digest.ts';
import { originsOf } from '../../compose/origins.ts';
import { lessonsOf } from '../../compose/reading.ts';
import { holds } from '../../catalog/conditions.ts';
import { readText } from '../../disk/read.ts';
import { factsOf, resolve } from '../../resolve/resolve.ts';
import type { Blueprint, Catalog, EnvVariable, Layer } from '../../types.ts';
import type { Project } from '../life/project.ts';
import { titleOf } from './road.ts';

export interface KnownLesson {
  /** `L2-C03` */
  readonly row: string;
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly isInProject: boolean;
}

export interface Knowledge {
  readonly catalog: Catalog;
  readonly blueprint: Blueprint;
  readonly lessons: readonly KnownLesson[];
  readonly origins: ReadonlyMap<string, readonly Layer[]>;
  readonly env: readonly EnvVariable[];
  /** name → command line, as they are in the project's package.json */
  readonly scripts: Readonly<Record<string, string>>;
  /** text of a file of the project; undefined: there is none */
  readonly read: (path: string) => string | undefined;
  readonly isEdited: (path: string) => boolean;
}

export function knowledgeOf({ root, manifest }: Project, catalog: Catalog): Knowledge {
  const blueprint = resolve(manifest.answers, catalog);
  const facts = factsOf(blueprint);
  const read = (path: string): string | undefined => readText(root, path)?.text;
  return {
    catalog,
    blueprint,
    lessons: lessonsIn(blueprint, read),
    origins: originsOf(blueprint),
    env: blueprint.chosen
      .flatMap(({ layer }) => layer.env ?? [])
      .filter(({ when }) => holds(when, facts)),
    scripts: scriptsIn(read('package.json')),
    read,
    isEdited: (path) => {
      const [text, written] = [read(path), manifest.files[path]];
      return text !== undefined && written !== undefined && digest(text) !== written;
    },
  };
}

/** The project's own texts; where it has none, those that belong to its answers. */
function lessonsIn(blueprint: Blueprint, read: Knowledge['read']): readonly KnownLesson[] {
  const withLessons = { ...blueprint, answers: { ...blueprint.answers, lessons: true } };
  return lessonsOf(withLessons).map(({ path, text }) => {
    const mine = read(path);
    return {
      row: rowOf(path),
      title: titleOf(mine ?? text) ?? path,
      path,
      text: mine ?? text,
      isInProject: mine !== undefined,
    };
  });
}

/** `docs/lessons/L2-C03-middleware.md` → `L2-C03` */
export const rowOf = (path: string): string => /\b(L\d+-[A-Z]\d+)-/.exec(path)?.[1] ?? path;

function scriptsIn(text: string | undefined): Readonly<Record<string, string>> {
  try {
    const { scripts = {} } = JSON.parse(text ?? '{}') as { scripts?: Record<string, string> };
    return scripts;
  } catch {
    // A package.json that does not parse has no script that would run.
    return {};
  }
}
