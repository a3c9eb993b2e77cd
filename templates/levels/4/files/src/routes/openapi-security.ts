import { policyOf, type Policies } from '../policies/policy.ts';
import type { describeApi } from './openapi.ts';

const BEARER = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' };

/** The document of the API, with a lock on what is not for everyone. */
export function describeSecurity(document: ReturnType<typeof describeApi>, policies: Policies) {
  const paths: typeof document.paths = {};
  for (const [path, operations] of Object.entries(document.paths)) {
    const locked = Object.entries(operations).map(([method, operation]) => {
      const isOpen = policyOf(policies, { method, path: asRoute(path) }) === 'everyone';
      return [method, isOpen ? operation : { ...operation, security: [{ bearer: [] }] }] as const;
    });
    paths[path] = Object.fromEntries(locked);
  }
  return {
    ...document,
    paths,
    components: { ...document.components, securitySchemes: { bearer: BEARER } },
  };
}

const asRoute = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');
