import type { Identity } from '../utils/identity.ts';

export type Viewer = Pick<Identity, 'userId' | 'role'>;

interface Owned {
  readonly ownerId: string;
}

/** An admin looks after all records, everybody else after their own. */
export const mayTouch = ({ role, userId }: Viewer, { ownerId }: Owned): boolean =>
  role === 'admin' || ownerId === userId;

/** The page as this viewer may see it; undefined when they ask for what is somebody else's. */
export function ownPage<Page extends { readonly filter: Partial<Owned> }>(
  page: Page,
  { role, userId }: Viewer,
): Page | undefined {
  if (role === 'admin') return page;
  const { ownerId = userId } = page.filter;
  return ownerId === userId ? { ...page, filter: { ...page.filter, ownerId } } : undefined;
}
