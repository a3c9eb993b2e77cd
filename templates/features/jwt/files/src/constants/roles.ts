/** Each may do what the next may, and more. The policies say what. */
export const roles = ['admin', 'editor', 'viewer'] as const;

export type Role = (typeof roles)[number];
