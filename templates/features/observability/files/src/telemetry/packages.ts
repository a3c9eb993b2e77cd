import { createRequire } from 'node:module';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { watched, type Watched } from './watched.ts';

const require = createRequire(import.meta.url);

/** There is one copy of each package in a process, so there is one of each that watches it. */
let all: readonly Watched[] | undefined;

/**
 * All of them are CommonJS, of which a process holds one copy, whoever imports it. An instrumentation changes that copy when
 * the package is required; so this works without a loader, and at any time before the app is built.
 * @returns ends it
 */
export function watchPackages(): () => void {
  all ??= watched();
  const stop = registerInstrumentations({ instrumentations: all.map(({ by }) => by) });
  for (const { name, by } of all) {
    by.enable();
    // eslint-disable-next-line security/detect-non-literal-require -- names of our own list
    require(name);
  }
  return stop;
}
