import { expect, test } from 'vitest';
import { agentOf, sourceOf } from '../../src/utils/click-kinds.ts';

test.each([
  [undefined, 'direct'],
  ['', 'direct'],
  ['https://www.google.com/', 'search'],
  ['https://google.co.uk/search?q=secret', 'search'],
  ['https://duckduckgo.com/', 'search'],
  ['https://t.co/abc', 'social'],
  ['https://l.facebook.com/l.php', 'social'],
  ['https://example.com/page', 'other'],
  ['https://google.com.evil.example/', 'other'],
  ['https://notfacebook.com/', 'other'],
  ['android-app://com.example', 'other'],
  ['nonsense', 'other'],
])('who comes from %s comes from: %s', (referrer, source) => {
  expect(sourceOf(referrer)).toBe(source);
});

test.each([
  [undefined, 'other'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0', 'desktop'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15', 'desktop'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148', 'mobile'],
  ['Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile', 'mobile'],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; Android)', 'bot'],
  ['curl/8.0', 'bot'],
  ['something of my own', 'other'],
])('%s is counted as: %s', (userAgent, agent) => {
  expect(agentOf(userAgent)).toBe(agent);
});
