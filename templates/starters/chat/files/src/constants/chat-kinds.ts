/** `direct`: of two people, and never of more. */
export const chatKinds = ['channel', 'direct'] as const;

export type ChatKind = (typeof chatKinds)[number];
