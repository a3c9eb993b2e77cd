import { expect, test } from 'vitest';
import { isPinned, readSource, type Repository } from '../../../src/starters/source.ts';

const repository = (more: Partial<Repository>) => ({
  kind: 'repository',
  owner: 'user',
  name: 'repo',
  folder: '',
  ...more,
});

test.each([
  ['user/repo', repository({})],
  ['github:user/repo', repository({})],
  ['https://github.com/user/repo', repository({})],
  ['https://github.com/user/repo.git', repository({})],
  ['user/repo#main', repository({ ref: 'main' })],
  ['user/repo#feature/x', repository({ ref: 'feature/x' })],
  ['user/repo/a/b#v1.2.3', repository({ folder: 'a/b', ref: 'v1.2.3' })],
  ['user/repo.js/a', repository({ name: 'repo.js', folder: 'a' })],
  ['./folder', { kind: 'folder', path: './folder' }],
  ['.', { kind: 'folder', path: '.' }],
  ['../x.tgz', { kind: 'archive', path: '../x.tgz' }],
  ['/tmp/x.tar.gz', { kind: 'archive', path: '/tmp/x.tar.gz' }],
  ['C:\\x.tar', { kind: 'archive', path: 'C:\\x.tar' }],
])('%s is understood', (text, source) => {
  expect(readSource(text)).toEqual(source);
});

test.each([
  '',
  'user',
  'user/',
  'user/..',
  'user/.git',
  'user/repo/../x',
  'user/repo/./x',
  'user/repo#',
  'user/repo#-x',
  'user/repo#a..b',
  'user/repo#a//b',
  'user/repo#a#b',
  'user/repo%2f..',
  'user/repo/%2e%2e',
  'user/re po',
  '-user/repo',
  'http://github.com/user/repo',
  'https://github.com:8443/user/repo',
  'https://me@github.com/user/repo',
  'https://github.com.evil.example/user/repo',
  'gitlab:user/repo',
  'gitlab://evil.example/user/repo',
  'git@github.com:user/repo',
  'ssh://git@github.com/user/repo',
  'ext::sh -c id',
  'file:///etc',
  'gist:0123',
])('"%s" is refused before anything is asked', (text) => {
  expect(() => readSource(text)).toThrow(expect.objectContaining({ kind: 'USAGE' }) as Error);
});

test('only a whole commit is a pin', () => {
  const pinned = (ref: string) => isPinned(repository({ ref }) as Repository);
  expect(pinned('a'.repeat(40))).toBe(true);
  expect(pinned('a'.repeat(39))).toBe(false);
  expect(pinned('A'.repeat(40))).toBe(false);
  expect(pinned('main')).toBe(false);
});
