/** Hostile archives: each is refused whole, and says which entry is at fault. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArchive, withoutTop } from '../../../src/starters/archive.ts';
import { normalised, refuseUnfit } from '../../../src/starters/rules.ts';
import { gnuLongName, pax, tarOf, tgzOf, type Packed } from '../../support/tarball.ts';

const PLAIN: Packed = { path: 'top/README.md', body: 'hello\n' };

function read(bytes: Buffer, allowed: readonly string[] = []) {
  const entries = withoutTop(readArchive(bytes).entries);
  refuseUnfit(entries, allowed);
  return entries;
}

const reasonOf = (bytes: Buffer): string => {
  try {
    read(bytes);
  } catch (error) {
    expect(error).toMatchObject({ kind: 'ENVIRONMENT', exitCode: 4 });
    return (error as Error).message;
  }
  return 'it was taken';
};

const NFC = 'caf\u00e9.md';
const NFD = 'cafe\u0301.md';

describe('an archive is refused', () => {
  test.each<[string, readonly (Packed | Buffer)[], RegExp]>([
    ['a path that leaves', [{ path: 'top/../../out' }], /\.\.\/\.\.\/out: .*"\.\."/],
    ['an absolute path', [{ path: '/etc/cron.d/x' }], /\/etc\/cron\.d\/x: it is absolute/],
    ['an absolute path of Windows', [{ path: 'C:/x' }], /C:\/x: /],
    ['a backslash', [{ path: 'top/a\\b' }], /a\\b: .*backslash/],
    ['a part of nothing', [{ path: 'top/a//b' }], /a\/\/b: it has an empty part/],
    [
      'a link out',
      [{ path: 'top/l', type: '2', link: '/etc/passwd' }],
      /^ {2}l: it is a symbolic/m,
    ],
    ['a link that stays', [{ path: 'top/l', type: '2', link: 'x' }], /l: it is a symbolic link/],
    ['a hard link', [{ path: 'top/h', type: '1', link: '/etc/passwd' }], /h: it is a hard link/],
    ['a character device', [{ path: 'top/null', type: '3' }], /null: it is a device/],
    ['a block device', [{ path: 'top/sda', type: '4' }], /sda: it is a device/],
    ['a pipe', [{ path: 'top/fifo', type: '6' }], /fifo: it is a pipe/],
    ['a setuid program', [{ path: 'top/su', mode: 0o4755 }], /su: it is setuid/],
    ['a long path of pax that leaves', [pax({ path: 'top/../../out' }), PLAIN], /\.\.\/out: /],
    ['a long path of GNU that leaves', [gnuLongName('top/../../out'), PLAIN], /\.\.\/out: /],
    ['a NUL in a name of pax', [pax({ path: 'top/a\0b' }), PLAIN], /holds a NUL/],
    [
      'a name that turns the line',
      [pax({ path: 'top/a\u202eb' }), PLAIN],
      /a\\u202eb: .*invisible/,
    ],
    [
      'a link by pax',
      [pax({ linkpath: '/etc' }), { path: 'top/l', type: '2', link: 'x' }],
      /l: it/,
    ],
    ['one path twice', [{ path: 'top/a' }, { path: 'top/a' }], /a: it is there as a already/],
    ['two names but for case', [{ path: 'top/Case' }, { path: 'top/case' }], /case: .* as Case/],
    ['two folders but for case', [{ path: 'top/A/x' }, { path: 'top/a/y' }], /a\/: .* as A\//],
    [
      'one name in two normal forms',
      [pax({ path: `top/${NFC}` }), PLAIN, pax({ path: `top/${NFD}` }), PLAIN],
      /is there as/,
    ],
    ['a file where a folder is', [{ path: 'top/a' }, { path: 'top/a/b' }], /a\/: .* as a already/],
    ['a name of a device on Windows', [{ path: 'top/nul' }], /nul: .*Windows/],
    ['such a name with an ending', [{ path: 'top/x/COM1.txt' }], /COM1\.txt: .*Windows/],
    ['a trailing dot', [{ path: 'top/a.' }], /a\.: .*dot or a space/],
    ['an over-long name', [pax({ path: `top/${'a'.repeat(256)}` }), PLAIN], /a part is too long/],
    ['thirteen folders', [{ path: `top/${'a/'.repeat(12)}b` }], /more than 12 folders deep/],
    ['.git', [{ path: 'top/.git/hooks/post-checkout' }], /\.git\/hooks\/post-checkout: /],
    ['.GIT', [{ path: 'top/x/.GIT/config' }], /\.GIT\/config: /],
    [
      'a repository by another name',
      [{ path: 'top/x/HEAD' }, { path: 'top/x/config' }],
      /x\/HEAD: .*git rep/,
    ],
    ['our own journal', [{ path: 'top/.backendbytes/journal.json' }], /journal\.json: /],
    ['installed packages', [{ path: 'top/node_modules/x/i.js' }], /node_modules\/x/],
    ['degit.json', [{ path: 'top/degit.json', body: '[]' }], /degit\.json: it holds actions/],
    ['.npmrc', [{ path: 'top/.npmrc' }], /\.npmrc: it tells a package manager/],
    ['.npmrc below', [{ path: 'top/a/.npmrc' }], /a\/\.npmrc: it tells a package manager/],
    ['.yarnrc.yml', [{ path: 'top/.yarnrc.yml' }], /\.yarnrc\.yml: /],
    ['.pnpmfile.cjs', [{ path: 'top/.pnpmfile.cjs' }], /\.pnpmfile\.cjs: /],
    ['pnpm-workspace.yaml', [{ path: 'top/pnpm-workspace.yaml' }], /pnpm-workspace\.yaml: /],
    ['bunfig.toml', [{ path: 'top/bunfig.toml' }], /bunfig\.toml: /],
    ['.env', [{ path: 'top/.env', body: 'TOKEN=x' }], /\.env: it holds secrets/],
    ['.env.production', [{ path: 'top/.env.production' }], /\.env\.production: it holds secrets/],
    ['machine code', [{ path: 'top/build/x.node' }], /x\.node: it is machine code/],
    ['.envrc', [{ path: 'top/.envrc' }], /\.envrc: direnv runs it/],
    ['tasks of an editor', [{ path: 'top/.vscode/tasks.json' }], /tasks\.json: an editor/],
    [
      'prettier.config.mjs',
      [{ path: 'top/prettier.config.mjs' }],
      /prettier\.config\.mjs: an edit/,
    ],
    ['eslint.config.js', [{ path: 'top/a/eslint.config.js' }], /eslint\.config\.js: an editor/],
    [
      'an install script',
      [{ path: 'top/package.json', body: '{"scripts":{"prepare":"x"}}' }],
      /prepare: x/,
    ],
    ['a build by npm', [{ path: 'top/binding.gyp' }], /binding\.gyp: npm builds/],
    [
      'a pointer of Git LFS',
      [
        {
          path: 'top/a.bin',
          body: `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`,
        },
      ],
      /a\.bin: .*LFS/,
    ],
    [
      'a large file',
      [{ path: 'top/a', body: Buffer.alloc(2 * 1024 * 1024 + 1) }],
      /a: it is larger/,
    ],
    ['nonsense for a size', [{ path: 'top/a', size: 4096 }], /not a valid archive/],
  ])('%s', (_, parts, reason) => {
    expect(reasonOf(tgzOf([PLAIN, ...parts]))).toMatch(reason);
  });

  test('for more files than 2000', () => {
    const many = Array.from({ length: 2001 }, (_, index) => ({ path: `top/${index}` }));
    expect(reasonOf(tgzOf(many))).toMatch(/more than 2000 files/);
  });

  test('for more than 10 MB in all', () => {
    const files = [1, 2, 3, 4, 5, 6].map((n) => ({ path: `top/${n}`, body: Buffer.alloc(2e6) }));
    expect(reasonOf(tgzOf(files))).toMatch(/more than 10 MB/);
  });

  test.each([
    ['a bomb of one gigabyte', () => gzipSync(Buffer.alloc(2 ** 30))],
    ['a bomb in a bomb', () => gzipSync(gzipSync(Buffer.alloc(2 ** 24)))],
    ['a page of a captive portal', () => Buffer.from('<html>Log in</html>'.repeat(100))],
    ['nothing', () => Buffer.alloc(0)],
    ['an archive that was cut off', () => tgzOf([PLAIN]).subarray(0, 60)],
    [
      'noise',
      () => gzipSync(Buffer.from(Array.from({ length: 2048 }, (_, n) => (n * 7919) % 256))),
    ],
  ])('for being %s', (_, bytes) => {
    expect(reasonOf(bytes())).toMatch(/not a valid archive|unpacks to more than/);
  });
});

test('what is refused for running by itself may be vouched for, and nothing else', () => {
  const archive = tgzOf([PLAIN, { path: 'top/.envrc' }]);
  expect(read(archive, ['.envrc'])).toHaveLength(2);
  expect(() => read(archive, ['README.md'])).toThrow(/\.envrc/);
  expect(() => read(tgzOf([PLAIN, { path: 'top/.npmrc' }]), ['.npmrc'])).toThrow(/\.npmrc/);
});

test('one folder around everything is left out, with or without an entry of its own', () => {
  const paths = (parts: readonly Packed[]) => read(tarOf(parts)).map(({ path }) => path);
  expect(paths([{ path: 'top/', type: '5' }, PLAIN])).toEqual(['README.md']);
  expect(paths([PLAIN, { path: 'top/a/b' }])).toEqual(['README.md', 'a/b']);
  expect(paths([PLAIN, { path: 'other' }])).toEqual(['top/README.md', 'other']);
});

test('of a mode only "may be run" is taken over', () => {
  const modes = read(
    tgzOf([
      { ...PLAIN, mode: 0o777 },
      { path: 'top/x', mode: 0o666 },
    ]),
  );
  expect(modes.map((entry) => normalised(entry).mode)).toEqual([0o755, 0o644]);
});

const part = fc.oneof(
  fc.constantFrom('..', '.', '', 'a', 'A', '.git', 'con', 'é', '\u202e', 'x.', '\\', 'C:'),
  fc.string({ maxLength: 12, unit: 'binary' }),
);

test('whatever the paths are, what is taken stays inside, and no two are one file anywhere', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(part, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
      (all) => {
        const files = all
          .map((parts) => parts.join('/').replaceAll('\0', ''))
          .filter((path) => path !== '');
        const archive = tgzOf(files.flatMap((path) => [pax({ path }), { path: 'x' }]));
        const taken = ((): readonly string[] => {
          try {
            return read(archive).map(({ path }) => path);
          } catch (error) {
            expect(error).toMatchObject({ kind: 'ENVIRONMENT' });
            return [];
          }
        })();
        taken.forEach((path) =>
          expect(path).not.toMatch(/^\/|^[A-Za-z]:|\\|(?:^|\/)\.{1,2}(?:\/|$)|\/\/|\p{Cc}/u),
        );
        const folded = taken.map((path) => path.normalize('NFC').toLowerCase());
        expect(new Set(folded).size).toBe(folded.length);
      },
    ),
    { numRuns: 500 },
  );
});

test('whatever the bytes are, an archive is read, or refused without a crash', () => {
  const good = tarOf([PLAIN, { path: 'top/a/b', body: 'x'.repeat(700) }]);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
      const bytes = Buffer.from(good);
      bytes[at] = byte;
      try {
        read(bytes);
      } catch (error) {
        expect(error).toMatchObject({ kind: 'ENVIRONMENT' });
      }
    }),
    { numRuns: 1000 },
  );
});
