/** Whether the packages of a template may be installed without a look: only what registries have. */
import type { Entry } from './entries.ts';
import { foreignPackagesIn } from './package-json.ts';
import { printable } from '../names.ts';

const REGISTRY = /^https:\/\/registry\.(?:npmjs\.org|yarnpkg\.com)\//;
const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/i;

/**
 * Why an install is left to the user, in words; undefined: it is not. A package from git is built when it is fetched,
 * whatever --ignore-scripts says.
 */
export function whyNotInstalled(files: readonly Entry[]): string | undefined {
  if (!files.some(({ path }) => path === 'package.json')) return 'there is no package.json';
  const foreign = files.flatMap((file) => [
    ...(/(?:^|\/)package\.json$/i.test(file.path) ? foreignPackagesIn(file) : []),
    ...(LOCK.test(file.path) ? foreignIn(file) : []),
    ...(/(?:^|\/)bun\.lockb$/i.test(file.path) ? ['what bun.lockb says'] : []),
  ]);
  if (foreign.length === 0) return undefined;
  const more = foreign.length > 3 ? ` and ${foreign.length - 3} more` : '';
  return `not everything comes from the registry: ${foreign.slice(0, 3).map(printable).join(', ')}${more}`;
}

/** Of npm the places it fetches from; of the others, which name nothing else, every URL. */
function foreignIn({ path, bytes }: Entry): readonly string[] {
  const text = bytes.toString();
  const places = path.endsWith('.json') ? placesIn(parsedJson(text)) : [text];
  return places
    .flatMap((place) => place.match(/[a-z][a-z0-9+.-]*:\/\/[^\s"',}\]]+|\bgit@\S+/gi) ?? [])
    .filter((url) => !REGISTRY.test(url));
}

function placesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'string'
      ? /^(?:resolved|version)$/.test(key)
        ? [inner]
        : []
      : placesIn(inner),
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
