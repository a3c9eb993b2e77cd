import { expect, test } from 'vitest';
import { chosen, commitOf, refsIn } from '../../../src/starters/refs.ts';
import { proxyFor } from '../../../src/starters/proxy.ts';
import { refsOf } from '../../support/github.ts';

const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];

const refs = refsIn(
  refsOf({
    HEAD: A,
    'refs/heads/main': A,
    'refs/heads/feature/x': B,
    'refs/heads/both': A,
    'refs/tags/both': B,
    'refs/tags/v1': B,
    'refs/tags/v1^{}': C,
  }),
);

test.each([
  ['nothing is the default branch', undefined, A],
  ['a branch', 'main', A],
  ['a branch with a slash', 'feature/x', B],
  ['an annotated tag is the commit behind it', 'v1', C],
  ['a full name', 'refs/tags/both', B],
])('%s', (_, ref, commit) => {
  expect(chosen(refs, ref)).toBe(commit);
});

test('a name that is a branch and a tag is nobody to guess about', () => {
  expect(() => chosen(refs, 'both')).toThrow(/branch and a tag/);
});

test.each(['nope', 'mai', A.slice(0, 12)])('%s is not found', (ref) => {
  expect(() => chosen(refs, ref)).toThrow(/no branch and no tag/);
});

test.each(['<html>', '', '0000', 'zzzz', '0400tooshort', `003f${A} refs/heads/main`])(
  'a list that is none is refused: %s',
  (text) => {
    expect(() => refsIn(Buffer.from(text))).toThrow(/not the list of branches/);
  },
);

test('a commit is taken as it is: nothing is asked', async () => {
  const source = { kind: 'repository', owner: 'u', name: 'r', folder: '', ref: A } as const;
  expect(await commitOf(source, { env: {} })).toBe(A);
});

test.each([
  [{}, undefined],
  [{ https_proxy: 'http://p:8080' }, 'http://p:8080/'],
  [{ HTTPS_PROXY: 'http://p:8080' }, 'http://p:8080/'],
  [{ https_proxy: 'http://p', no_proxy: 'example.com,.github.com' }, undefined],
  [{ https_proxy: 'http://p', no_proxy: '*' }, undefined],
  [{ https_proxy: 'http://p', no_proxy: 'hub.com' }, 'http://p/'],
])('with %o the proxy is %s', (env, proxy) => {
  expect(proxyFor('github.com', env)?.href).toBe(proxy);
});

test.each(['p:8080', 'socks5://p', 'nonsense'])('%s is no proxy', (https_proxy) => {
  expect(() => proxyFor('github.com', { https_proxy })).toThrow(/not the URL of a proxy/);
});
