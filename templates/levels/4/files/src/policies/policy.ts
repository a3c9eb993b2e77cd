import type { Role } from '../constants/roles.ts';

/** Who may call a route: everyone, or those with one of these roles. */
export type Policy = 'everyone' | readonly Role[];

/** `GET /todos/:id` → who may. What is not in here is for nobody. */
export type Policies = Readonly<Record<string, Policy>>;

export const everyone = 'everyone';
export const signedIn: Policy = ['admin', 'editor', 'viewer'];
export const editors: Policy = ['admin', 'editor'];
export const admins: Policy = ['admin'];

interface Called {
  readonly method: string;
  readonly path: string;
}

export const policyOf = (policies: Policies, { method, path }: Called): Policy =>
  policies[`${method.toUpperCase()} ${path}`] ?? [];
