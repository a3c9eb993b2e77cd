import { expect, test } from 'vitest';
import { detectPackageManager } from '../../../src/cli/package-manager.ts';

test.each([
  ['pnpm/10.1.0 npm/? node/v22.0.0 linux x64', 'pnpm'],
  ['yarn/1.22.22 npm/? node/v20.19.0 linux x64', 'yarn'],
  ['bun/1.2.0 npm/? node/v22.6.0 linux x64', 'bun'],
  ['npm/10.8.2 node/v20.19.0 linux x64 workspaces/false', 'npm'],
  ['somebody/1.0.0', 'npm'],
  [undefined, 'npm'],
])('started by %s, the package manager is %s', (agent, name) => {
  expect(detectPackageManager(agent)).toBe(name);
});
