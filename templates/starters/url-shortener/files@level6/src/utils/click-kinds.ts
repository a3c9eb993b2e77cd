import type { ClickAgent, ClickSource } from '../constants/click-kinds.ts';

const GOOGLE = /(?:^|\.)google\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/;
const SEARCH = [
  'bing.com',
  'duckduckgo.com',
  'search.yahoo.com',
  'ecosia.org',
  'baidu.com',
  'yandex.com',
  'startpage.com',
  'search.brave.com',
  'kagi.com',
];
const SOCIAL = [
  'facebook.com',
  'instagram.com',
  'threads.net',
  't.co',
  'x.com',
  'twitter.com',
  'linkedin.com',
  'lnkd.in',
  'reddit.com',
  'youtube.com',
  'tiktok.com',
  'pinterest.com',
  'bsky.app',
  'mastodon.social',
  't.me',
];

const isUnder = (names: readonly string[], host: string): boolean =>
  names.some((name) => host === name || host.endsWith(`.${name}`));

/** From what kind of page somebody came. The page itself may tell who they are, so it is not kept. */
export function sourceOf(referrer: string | undefined): ClickSource {
  if (!referrer) return 'direct';
  const host = URL.canParse(referrer) ? new URL(referrer).hostname : '';
  if (GOOGLE.test(host) || isUnder(SEARCH, host)) return 'search';
  return isUnder(SOCIAL, host) ? 'social' : 'other';
}

const AGENTS: readonly (readonly [RegExp, ClickAgent])[] = [
  [/bot\b|crawl|spider|slurp|preview|externalhit|headless|curl|wget|python|monitor/i, 'bot'],
  [/mobi|android|iphone|ipad/i, 'mobile'],
  [/windows nt|macintosh|x11|cros/i, 'desktop'],
];

/** With what somebody came. Programs say what they like: these are numbers to look at, and nothing to decide by. */
export const agentOf = (userAgent: string | undefined): ClickAgent =>
  AGENTS.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? 'other';
