/** Few of each, so that what is kept of a link stays small, whatever callers send. */
export const clickSources = ['direct', 'search', 'social', 'other'] as const;
export const clickAgents = ['desktop', 'mobile', 'bot', 'other'] as const;

export type ClickSource = (typeof clickSources)[number];
export type ClickAgent = (typeof clickAgents)[number];
