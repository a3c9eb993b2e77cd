import { PACKAGE_MANAGERS } from '../answers/flags.ts';
import type { PackageManager } from '../types.ts';

/** Who started us: `pnpm/10.1.0 npm/? node/v22.0.0 linux x64`. */
export const detectPackageManager = (userAgent: string | undefined): PackageManager =>
  PACKAGE_MANAGERS.find((name) => userAgent?.startsWith(`${name}/`)) ?? 'npm';

const SHORT: readonly string[] = ['test', 'start'];

/** `npm run dev`, `npm test`, `pnpm dev`. */
export function runScript(packageManager: PackageManager, script: string): string {
  if (packageManager === 'npm')
    return SHORT.includes(script) ? `npm ${script}` : `npm run ${script}`;
  // `bun test` is bun's own runner, not the script.
  return packageManager === 'bun' ? `bun run ${script}` : `${packageManager} ${script}`;
}
