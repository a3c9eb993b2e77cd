/** The words under `check`: each looks at what the command left. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { isCursorShown } from '../../support/pty.ts';
import type { Case } from './cases.ts';
import { snapshotOf, type Snapshot } from './snapshot.ts';
import { inOurPlaces } from './translate.ts';
import { expand, projectOf, type Ended, type World } from './world.ts';

/** What was there before the command. */
export interface Before {
  readonly all: Snapshot;
  readonly texts: ReadonlyMap<string, string>;
}

export interface Outcome {
  readonly fault: Case;
  readonly world: World;
  readonly before: Before;
  readonly ended: Ended;
}

type Check = (outcome: Outcome, words: readonly string[]) => void | Promise<void>;

export function rememberAll({ top }: World): Before {
  const all = snapshotOf(top);
  const texts = Object.keys(all)
    .filter((file) => all[file]?.startsWith('file '))
    .map((file) => [file, fs.readFileSync(path.join(top, file), 'latin1')] as const);
  return { all, texts: new Map(texts) };
}

const at = ({ world }: Pick<Outcome, 'world'>, text: string): string =>
  path.resolve(world.work, inOurPlaces(expand(text, world)));
const inTop = ({ world }: Outcome, text: string): string =>
  path.relative(world.top, at({ world }, text));

const LITTER = /(?:\.bb-stage-|\.backendbytes\/(?:txn-|lock|journal))/;

export interface Manifest {
  readonly answers: {
    readonly name: string;
    readonly modules: readonly { readonly name: string }[];
  };
  readonly files: Readonly<Record<string, string>>;
}
export const manifestIn = (project: string): Manifest =>
  JSON.parse(fs.readFileSync(path.join(project, '.backendbytes.json'), 'utf8')) as Manifest;

/** Every planned file is there; `exactly`: and nobody has touched it. */
export function expectWhole(project: string, exactly: boolean): void {
  JSON.parse(fs.readFileSync(path.join(project, 'package.json'), 'utf8'));
  const { files } = manifestIn(project);
  expect(Object.keys(files).length).toBeGreaterThan(20);
  const wrong = Object.entries(files).filter(([file, digest]) => {
    const text =
      fs.existsSync(path.join(project, file)) && fs.readFileSync(path.join(project, file));
    return !text || (exactly && createHash('sha256').update(text).digest('hex') !== digest);
  });
  expect(wrong.map(([file]) => file)).toEqual([]);
}

const secretIn = (project: string): readonly string[] =>
  fs.readFileSync(path.join(project, '.env'), 'utf8').match(/[A-Za-z0-9_-]{43,}/g) ?? [];

export const CHECKS: Readonly<Record<string, Check>> = {
  'tree:unchanged': ({ before, world }) => expect(snapshotOf(world.top)).toEqual(before.all),
  // A lock of somebody else has to stay where nothing may change.
  'no-litter': ({ fault, world, before }) => {
    const theirs = fault.expected.check.includes('tree:unchanged') ? Object.keys(before.all) : [];
    const found = Object.keys(snapshotOf(world.top)).filter((file) => LITTER.test(file));
    expect(found.filter((file) => !theirs.includes(file))).toEqual([]);
  },
  'no-stack': ({ ended }) => expect(ended.stderr + ended.stdout).not.toMatch(/^ {4}at /m),
  'exit0-means-project': ({ fault, world, ended }) => {
    const project = fs.realpathSync(projectOf(fault, world));
    expect(ended.exit).toBe(0);
    expectWhole(project, fault.command === 'create');
  },
  complete: (outcome, [place = '']) => expectWhole(at(outcome, place), true),
  created: (outcome, [place = '']) => expect(fs.existsSync(at(outcome, place)), place).toBe(true),
  absent: (outcome, [place = '']) => expect(fs.existsSync(at(outcome, place)), place).toBe(false),
  unchanged: (outcome, [place = '']) => {
    const name = inTop(outcome, place);
    const below = (all: Snapshot) =>
      Object.entries(all).filter(([file]) => file === name || file.startsWith(`${name}/`));
    expect(below(snapshotOf(outcome.world.top))).toEqual(below(outcome.before.all));
  },
  mode: (outcome, [place = '', mode = '']) =>
    expect((fs.statSync(at(outcome, place)).mode & 0o7777).toString(8)).toBe(mode),
  contains: (outcome, [place = '', ...text]) =>
    expect(fs.readFileSync(at(outcome, place), 'utf8')).toContain(text.join(':')),
  'json-valid': (outcome, [place = '']) =>
    void JSON.parse(fs.readFileSync(at(outcome, place), 'utf8')),
  eol: (outcome, [place = '']) =>
    expect(fs.readFileSync(at(outcome, place), 'utf8')).not.toMatch(/(?<!\r)\n/),
  'prefix-unchanged': (outcome, [place = '']) => {
    const old = outcome.before.texts.get(inTop(outcome, place)) ?? '';
    const now = fs.readFileSync(at(outcome, place), 'latin1');
    expect(old).not.toBe('');
    expect(now.slice(0, old.length)).toBe(old);
    const names = [...now.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(now.length).toBeGreaterThan(old.length);
  },
  // Line by line, a comma at the end aside: what was there is there, in its order and with its indent.
  'diff-only-adds': (outcome, [place = '']) => {
    const lines = (text: string) => text.split('\n').map((line) => line.replace(/,$/, ''));
    const now = lines(fs.readFileSync(at(outcome, place), 'latin1'));
    const old = lines(outcome.before.texts.get(inTop(outcome, place)) ?? '');
    let from = 0;
    const lost = old.filter((line) => {
      const found = now.indexOf(line, from);
      if (found >= 0) from = found + 1;
      return found < 0;
    });
    expect(lost).toEqual([]);
    expect(now.length).toBeGreaterThan(old.length);
  },
  'cursor-visible': ({ ended }) => expect(isCursorShown(ended.raw)).toBe(true),
  'secrets-differ': (outcome) => {
    const [one, other] = ['app', 'app-2'].map((name) => secretIn(at(outcome, name)));
    expect(one?.length).toBeGreaterThan(0);
    expect(one?.filter((secret) => other?.includes(secret))).toEqual([]);
  },
  'git-grep-none': (outcome) => {
    const cwd = at(outcome, 'app');
    const tracked = execFileSync('git', ['ls-files'], { cwd, encoding: 'utf8' }).split('\n');
    expect(tracked).toContain('.env.example');
    expect(tracked).not.toContain('.env');
    const secrets = secretIn(cwd);
    expect(secrets.length).toBeGreaterThan(0);
    const committed = execFileSync('git', ['log', '-p', '--all'], { cwd, encoding: 'utf8' });
    expect(secrets.filter((secret) => committed.includes(secret))).toEqual([]);
  },
  roundtrip: ({ fault, world }) => {
    const project = projectOf(fault, world);
    const text = fault.argv[fault.argv.indexOf('--description') + 1];
    const { description } = JSON.parse(
      fs.readFileSync(path.join(project, 'package.json'), 'utf8'),
    ) as { description: string };
    expect(description).toBe(text);
  },
  strace: ({ world }, [what]) => {
    const trace = fs.readFileSync(
      what === 'no-inet' ? path.join(world.work, 'tr') : `${world.top}.tr`,
      'utf8',
    );
    expect(trace).not.toBe('');
    if (what === 'no-inet') expect(trace).not.toMatch(/AF_INET/);
    else
      expect(
        trace
          .split('\n')
          .filter(
            (line) =>
              line.includes(`${world.work}/app`) &&
              /O_CREAT|O_WRONLY|O_RDWR|rename|mkdir|unlink|link/.test(line),
          ),
      ).toEqual([]);
  },
  'tree:before': ({ world }) => {
    const now = snapshotOf(path.join(world.work, 'app'));
    expect(now).toEqual(snapshotOf(path.join(world.top, 'before')));
  },
  // The compiler and the parsers, with the packages of this repo.
  project: async ({ fault, world }) => {
    const { typeProblemsOf } = await import('./typecheck.ts');
    expect(await typeProblemsOf(projectOf(fault, world))).toEqual([]);
  },
  'identical-to-reference': ({ world, fault }) => {
    const [one, other] = [projectOf(fault, world), path.join(world.top, 'reference/app')];
    expect(snapshotOf(one, [path.join(one, '.env')])).toEqual(
      snapshotOf(other, [path.join(other, '.env')]),
    );
  },
  'tarball-complete': (outcome) =>
    ['.gitignore', '.npmrc', '.editorconfig', '.githooks/pre-commit', '.env.example'].forEach(
      (file) => expect(fs.existsSync(at(outcome, `app/${file}`)), file).toBe(true),
    ),
  registered: (outcome, [count]) =>
    expect(manifestIn(at(outcome, 'app')).answers.modules).toHaveLength(Number(count)),
};

/** `time<10s` and `registered==present` are words without a colon. */
export async function check(word: string, outcome: Outcome): Promise<void> {
  const [, seconds] = /^time<(\d+)s$/.exec(word) ?? [];
  if (seconds) return expect(outcome.ended.seconds).toBeLessThan(Number(seconds));
  if (CHECKS[word]) return CHECKS[word](outcome, []);
  const [name = '', ...words] = word.split(':');
  const known = CHECKS[name];
  if (!known) throw new Error(`nothing is known of the check ${word}`);
  return known(outcome, words);
}

/** Holds for every case: nothing beside the work directory and the target has changed, nothing is left lying about. */
export function expectInvariants({ fault, world, before, ended }: Outcome): void {
  const target = projectOf(fault, world);
  const beside = (all: Snapshot) =>
    Object.fromEntries(
      Object.entries(all).filter(([file]) => {
        const place = path.join(world.top, file);
        return (
          !place.startsWith(world.work) && !place.startsWith(target) && !isMounted(place, world)
        );
      }),
    );
  expect(beside(snapshotOf(world.top))).toEqual(beside(before.all));
  expect(ended.stderr).not.toMatch(/^ {4}at /m);
}

/** A bind mount shows the project at a second place. */
const isMounted = (place: string, { top }: World): boolean =>
  place.startsWith(path.join(top, 'other'));
