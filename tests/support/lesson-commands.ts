/** Whether a command that a lesson tells its reader to type can be typed in this project. */
import vm from 'node:vm';
import { withDefaults } from '../../src/answers/draft.ts';
import { layersOf } from '../../src/catalog/find.ts';
import { SUBCOMMANDS } from '../../src/cli/flags.ts';
import { parse } from '../../src/cli/parse.ts';
import { fit } from '../../src/resolve/fit.ts';
import type { Answers, Tree } from '../../src/types.ts';
import { catalog, textOf } from './answers.ts';
import type { Words } from './shell.ts';

export interface Place {
  readonly tree: Tree;
  readonly answers: Answers;
  /** of the lesson: what it has its reader write is named there */
  readonly lesson: string;
}

/** @returns what is wrong, in words; undefined when nothing is */
type Check = (args: Words, place: Place) => string | undefined;

const CHECKS: Readonly<Record<string, Check>> = {
  npm: ([verb = '', script = ''], { tree }) => {
    const { scripts } = JSON.parse(textOf(tree, 'package.json')) as { scripts: object };
    const name = verb === 'run' ? script : verb;
    return name in scripts ? undefined : `there is no script ${name}`;
  },
  npx: ([tool, ...args], place) => {
    if (tool === 'vitest') return args[0] === 'run' ? files(args.slice(1), place) : 'no vitest run';
    const [name, program, ...words] = args;
    if (tool !== '--package' || name !== 'create-backendbytes' || program !== 'backendbytes')
      return `npx ${tool ?? ''} is no package of ours`;
    return ofOurs(words, place);
  },
  node: ([first = '', second = ''], place) =>
    first.startsWith('-') ? code(second) : files([first, second], place),
  sh: ([file = ''], place) => files([file], place),
  curl: (args, place) =>
    urls(args)
      .map((url) => address(url, place))
      .find(Boolean),
  docker: ([verb, ...args], place) => (verb === 'compose' ? compose(args, place) : undefined),
};

/** They are on every machine that a lesson speaks of, or the lesson says how to get them; what is ours in their arguments has to be there. */
const OF_OTHERS = [
  'cat',
  'chmod',
  'cp',
  'grep',
  'head',
  'id',
  'kill',
  'ls',
  'nano',
  'printf',
  'promtool',
  'true',
];
/** For the server at the other end; what follows is not in this project. */
const ELSEWHERE = ['cd', 'git', 'ssh', 'ssh-copy-id', 'ssh-keygen'];

export function wrongWith([program = '', ...args]: Words, place: Place): string | undefined {
  if (ELSEWHERE.includes(program)) return undefined;
  if (OF_OTHERS.includes(program)) return files(args.filter(isOurs), place);
  const check = CHECKS[program];
  return check ? check(args, place) : `nobody knows the program ${program}`;
}

const isOurs = (word: string): boolean =>
  /^(?:src|tests|tools|docs|config|deploy)(?:\/|$)/.test(word);

function files(paths: Words, { tree, lesson }: Place): string | undefined {
  const missing = paths.find(
    (path) =>
      ![...tree.keys()].some((file) => file === path || file.startsWith(`${path}/`)) &&
      !lesson.includes(`\`${path}\``),
  );
  return missing === undefined ? undefined : `there is no ${missing}`;
}

/** `backendbytes add redis`: a command, its flags, and features that fit this project. */
function ofOurs([verb = '', ...rest]: Words, { answers }: Place): string | undefined {
  const command = SUBCOMMANDS.find(({ name }) => name === `backendbytes ${verb}`);
  if (!command) return `there is no backendbytes ${verb}`;
  const { positionals } = parse(rest, command);
  if (verb !== 'add') return undefined;
  const unknown = positionals.find(
    (id) => !layersOf(catalog, 'feature').some((one) => one.id === id),
  );
  if (unknown !== undefined) return `there is no feature ${unknown}`;
  const draft = { ...answers, features: [...answers.features, ...positionals] };
  const { features } = withDefaults(draft, answers, catalog);
  const problems = fit({ ...answers, features }, catalog);
  return problems.length === 0 ? undefined : JSON.stringify(problems);
}

function code(text: string): string | undefined {
  try {
    new vm.Script(text);
    return undefined;
  } catch (error) {
    return `${text}: ${(error as Error).message}`;
  }
}

const urls = (args: Words): Words => args.filter((word) => /^https?:/.test(word));

/** Asked for on purpose, because they are not there. */
const NOWHERE = ['/nowhere', '/nothing'];

function address(url: string, { tree }: Place): string | undefined {
  const { port, hostname, pathname } = new URL(url.replaceAll(/\$\w+/g, 'x'));
  if (hostname !== 'localhost' || port === '9464') return undefined;
  const routes = [...textOf(tree, 'README.md').matchAll(/^\| [A-Z]+ +\| `(\/[^`]*)`/gm)];
  const known = ['/health', ...routes.map(([, route = '']) => route)];
  const isKnown = known.some((route) =>
    new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`).test(pathname),
  );
  return isKnown !== NOWHERE.includes(pathname) ? undefined : `${pathname} is no route`;
}

const WITH_VALUE = ['-f', '--file', '--env-file'];
const OF_COMPOSE = ['config', 'down', 'exec', 'logs', 'ls', 'ps', 'stop', 'top', 'up'];

function compose(args: Words, place: Place): string | undefined {
  const given = args.filter((_, at) => WITH_VALUE.includes(args[at - 1] ?? ''));
  const words = args.filter((word) => !word.startsWith('-') && !given.includes(word));
  const [verb = '', service] = words;
  if (!OF_COMPOSE.includes(verb)) return `there is no docker compose ${verb}`;
  const known =
    service === undefined || textOf(place.tree, 'compose.yaml').includes(`\n  ${service}:\n`);
  return known
    ? files(
        given.filter((file) => file !== '.env'),
        place,
      )
    : `no service ${service}`;
}
