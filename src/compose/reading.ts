/** What README and docs list beside the code: the packages with their reasons, and the lessons. */
import { filesOfKind } from '../resolve/part-files.ts';
import type { Blueprint, DependencyReason, Layer } from '../types.ts';
import { mergeDocuments } from './documents.ts';
import { renderParts } from './overlay.ts';
import type { Scope, Scopes } from './scope.ts';

export function withReading(blueprint: Blueprint, scopes: Scopes): Scopes {
  const reading = {
    dependencies: dependencyRows(blueprint, scopes),
    lessons: lessonRows(blueprint),
  };
  const withRows = (scope: Scope): Scope => ({ ...scope, ...reading });
  return {
    project: withRows(scopes.project),
    modules: scopes.modules.map(withRows),
    dropped: scopes.dropped.map(withRows),
    generated: scopes.generated.map(({ generator, scope }) => ({
      generator,
      scope: withRows(scope),
    })),
  };
}

export interface Lesson {
  /** `docs/lessons/L2-C03-middleware.md` */
  readonly path: string;
  readonly text: string;
  readonly layer: Layer;
}

export function lessonsOf({ answers, chosen }: Blueprint): readonly Lesson[] {
  if (!answers.lessons) return [];
  return [...filesOfKind({ answers, chosen }, 'lessons')]
    .map(([path, file]) => ({ path: `docs/lessons/${path}`, ...file }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const lessonRows = (blueprint: Blueprint): readonly Scope[] =>
  lessonsOf(blueprint).map(({ path, text }) => ({
    file: path,
    title: /^# (.+)$/m.exec(text)?.[1] ?? path,
  }));

const PACKAGES = 'package.json';

function dependencyRows(blueprint: Blueprint, scopes: Scopes): readonly Scope[] {
  const fragments = renderParts(only(PACKAGES, blueprint), [['documents', [scopes.project]]]);
  const text = mergeDocuments(fragments).get(PACKAGES) ?? '{}';
  const { dependencies = {} } = JSON.parse(text) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const reasons = new Map(
    blueprint.chosen.flatMap(({ layer }) => Object.entries(layer.dependencies ?? {})),
  );
  return Object.entries(dependencies).map(([name, version]) => ({
    name,
    version,
    ...reasonFor(name, reasons),
  }));
}

function reasonFor(name: string, reasons: ReadonlyMap<string, DependencyReason>): DependencyReason {
  const reason = reasons.get(name);
  if (!reason) throw new Error(`no layer says why ${name} is a dependency`);
  return reason;
}

/** The blueprint as if its layers had but this one document. */
const only = (path: string, blueprint: Blueprint): Blueprint => ({
  ...blueprint,
  chosen: blueprint.chosen.map(({ layer, reason }) => ({
    reason,
    layer: {
      ...layer,
      parts: layer.parts.map((part) => ({
        ...part,
        files: part.files.filter((file) => file.path.replace(/\.hbs$/, '') === path),
      })),
    },
  })),
});
