/** The cases of remote starters: what the server sends, a row a case. `--starter demo` is our `--template acme/demo#…`. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { COMMIT, refsOf, repository, startGithub, type Respond } from '../../support/github.ts';
import { archiveOf, type Packed } from '../../support/tarball.ts';
import { runIn, type Ended, type Start, type World } from './world.ts';
import type { Special } from './special.ts';

/** What a decent starter has. */
const FILES: readonly Packed[] = [
  { path: 'package.json', body: '{ "name": "demo", "scripts": { "dev": "node src/0.js" } }\n' },
  { path: 'README.md', body: '# Demo\n' },
  { path: 'run.sh', body: '#!/bin/sh\n', mode: 0o777 },
  ...Array.from({ length: 25 }, (_, n) => ({
    path: `src/${n}.js`,
    body: `export default ${n};\n`,
  })),
];

const starter = (...more: readonly (Packed | Buffer)[]): Respond =>
  repository(archiveOf(COMMIT, [...FILES, ...more]));

const SOURCE = `acme/demo#${COMMIT}`;

const typed = (argv: readonly string[], source: string): readonly string[] => {
  const at = argv.indexOf('--starter');
  return [...argv.slice(0, at), '--template', source, ...argv.slice(at + 2)];
};

/** Runs the case against this server, and holds what was asked of it to the two hosts. */
async function against(world: World, start: Start, respond: Respond): Promise<Ended> {
  const cert = path.join(world.top, 'other', 'cert.pem');
  const github = await startGithub(respond, cert);
  try {
    const argv = typed(start.argv, SOURCE);
    const ended = await runIn(world, { ...start, argv, env: { ...start.env, ...github.env } });
    const strangers = github.hosts.filter((host) => !/^(?:codeload\.)?github\.com:443$/.test(host));
    expect(strangers).toEqual([]);
    return ended;
  } finally {
    await github.close();
    fs.rmSync(cert);
  }
}

const sends = (respond: Respond): Special => ({
  run: (world, start) => against(world, start, respond),
});

/** Each of these answers has to be refused; the last one is held to what the case says. */
const sendsEach = (responds: readonly Respond[], exit: number): Special => ({
  run: async (world, start) => {
    let ended: Ended | undefined;
    for (const respond of responds) {
      ended = await against(world, start, respond);
      expect(ended.exit, ended.stderr).toBe(exit);
      expect(fs.readdirSync(world.work)).toEqual([]);
    }
    if (!ended) throw new Error('nothing was run');
    return ended;
  },
});

const half = archiveOf(COMMIT, FILES).subarray(0, 400);
const begun: Respond = (_, response) => {
  response.writeHead(200, { 'content-length': '4000' });
  response.write(half);
};
const redirects =
  (location: string): Respond =>
  (_, response) =>
    void response.writeHead(302, { location }).end();
const status =
  (code: number): Respond =>
  (_, response) =>
    void response.writeHead(code).end();

const EVIL = archiveOf('f'.repeat(40), [...FILES, { path: 'evil.js', body: 'evil()' }]);

export const STARTERS: Readonly<Record<string, Special>> = {
  S01: {
    run: async (world, start) => {
      const ended = await against(world, start, (request, response) => {
        begun(request, response);
        setTimeout(() => request.socket.destroy(), 50);
      });
      expect(ended.seconds).toBeLessThan(5);
      return ended;
    },
  },
  S02: {
    run: async (world, start) => {
      const ended = await against(world, start, begun);
      expect(ended.seconds).toBeGreaterThan(29);
      return ended;
    },
  },
  S03: sends((_, response) => response.end('<html>Log in to this network</html>')),
  S05: sendsEach(
    [
      redirects('https://evil.example/demo.tar.gz'),
      redirects('http://github.com/acme/demo.tar.gz'),
      redirects('https://github.com:8443/acme/demo.tar.gz'),
      redirects('https://github.com/acme/demo/archive/again.tar.gz'),
    ],
    4,
  ),
  S06: sendsEach([404, 403, 429].map(status), 4),
  S08: {
    // Where degit would look: the archive of this very commit, and of the default branch.
    before: ({ home }) => {
      const cache = path.join(home, '.cache/degit/github/acme/demo');
      fs.mkdirSync(cache, { recursive: true });
      fs.writeFileSync(path.join(cache, `${COMMIT}.tar.gz`), EVIL);
      fs.writeFileSync(path.join(cache, 'map.json'), JSON.stringify({ HEAD: COMMIT }));
    },
    run: (world, start) => against(world, start, status(500)),
  },
  S09: {
    run: (world, start) =>
      against(world, start, (request, response) => {
        if (!request.url?.includes('/info/refs')) return starter()(request, response);
        response.end(refsOf({ HEAD: 'a'.repeat(40) }));
      }),
  },
  S11: sendsEach(
    [
      starter({ path: 'src/link', type: '2', link: '/etc/passwd' }),
      starter({ path: 'src/link', type: '2', link: '0.js' }),
      starter({ path: 'src/hard', type: '1', link: '/etc/passwd' }),
    ],
    4,
  ),
  S12: sendsEach(
    ['3', '4', '6'].map((type) => starter({ path: 'src/special', type })),
    4,
  ),
  S13: sends(starter({ path: 'su', mode: 0o4755 })),
  S15: sendsEach(
    [
      ...['.npmrc', '.yarnrc.yml', '.pnpmfile.cjs', 'bunfig.toml', '.envrc'],
      ...['.vscode/tasks.json', 'prettier.config.mjs'],
    ].map((name) => starter({ path: name, body: 'x' })),
    4,
  ),
  S16: sends(starter({ path: '.env', body: 'TOKEN=real\n' })),
  S18: sendsEach(
    [
      starter({ path: 'degit.json', body: '[{"action":"remove","files":["README.md"]}]' }),
      starter({ path: 'degit.json/index.js', body: 'throw new Error("run")' }),
    ],
    4,
  ),
  S19: sends(
    repository(
      archiveOf(COMMIT, [
        ...FILES.slice(1),
        { path: 'package.json', body: '{"scripts":{"preinstall":"touch PWNED","prepare":"x"}}' },
      ]),
    ),
  ),
  S21: sendsEach(
    ['src/0.JS', 'nul', 'back\\slash', 'a\tb', 'x'.repeat(90).replace(/x$/, '.')].map((name) =>
      starter({ path: name }),
    ),
    4,
  ),
  S22: sends(
    starter({
      path: 'a.bin',
      body: `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`,
    }),
  ),
  S23: {
    run: async (world, start) => {
      const sources = [
        'evil/repo',
        'https://evil.example/repo',
        'ext::sh -c touch% PWNED',
        'file:///etc',
        'ssh://git@github.com/evil/repo',
        'git@github.com:evil/repo',
      ];
      for (const source of sources) {
        const ended = await runIn(world, { ...start, argv: typed(start.argv, source) });
        expect(ended.exit, ended.stderr).toBe(2);
      }
      return runIn(world, start);
    },
  },
  S25: {
    run: async (world, start) => {
      const workflow = 'env: ${{ secrets.X }} {{name}} {{#if}}\r\n';
      const file = { path: '.github/workflows/ci.yml', body: workflow };
      const ended = await against(world, start, starter(file));
      const written = path.join(world.work, 'app', file.path);
      expect(fs.readFileSync(written, 'utf8')).toBe(workflow);
      expect(fs.statSync(path.join(world.work, 'app/run.sh')).mode & 0o7777).toBe(0o755);
      return ended;
    },
  },
  S26: {
    run: (world, start) =>
      runIn(world, {
        ...start,
        argv: typed(start.argv, SOURCE),
        env: { ...start.env, https_proxy: 'http://user:secret@127.0.0.1:9' },
      }),
  },
};
