/** Which command is meant, and its code: each loads its own, so that --help loads next to nothing. */
import { nearest } from '../answers/nearest.ts';
import { loadCatalog } from '../catalog/load.ts';
import { EXIT, UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { VERSION } from '../version.ts';
import type { Exit } from './exit.ts';
import * as commands from './flags.ts';
import { complete, CREATE, PROGRAM, SUBCOMMANDS, type Command } from './flags.ts';
import { helpText } from './help.ts';
import type { Tools } from './life/apply.ts';
import { makeOutput, type Output } from './output.ts';
import { has, parse, type Parsed } from './parse.ts';

export type Program = 'create-backendbytes' | 'backendbytes';

type Runner = (parsed: Parsed, output: Output) => Promise<Exit>;

const RUNNERS: ReadonlyMap<Command, Runner> = new Map<Command, Runner>([
  [CREATE, create],
  [commands.GENERATE, life(async () => (await import('./life/generate.ts')).generate)],
  [commands.DESTROY, life(async () => (await import('./life/destroy.ts')).destroy)],
  [commands.ADD, life(async () => (await import('./life/commands.ts')).add)],
  [commands.REMOVE, life(async () => (await import('./life/commands.ts')).remove)],
  [commands.LEVEL_UP, life(async () => (await import('./life/commands.ts')).levelUp)],
  [commands.UPDATE, life(async () => (await import('./life/commands.ts')).update)],
  [commands.UNDO, life(async () => (await import('./life/undo.ts')).undo)],
  [commands.LEARN, life(async () => (await import('./learn/learn.ts')).learn)],
  [commands.EXPLAIN, life(async () => (await import('./learn/explain.ts')).explain)],
  [commands.DOCTOR, life(async () => (await import('./doctor/doctor.ts')).doctor)],
  [commands.LIST, async (...given) => (await import('./list.ts')).list(loadCatalog(), ...given)],
  [
    commands.RENDER,
    async (...given) => (await import('./render.ts')).render(loadCatalog(), ...given),
  ],
]);

/** What a template needs (network, archives) is loaded for a template. */
async function create(parsed: Parsed, output: Output): Promise<Exit> {
  if (!has(parsed, 'template'))
    return (await import('./create.ts')).create(loadCatalog(), parsed, output);
  const { createFromTemplate } = await import('./template/create.ts');
  return createFromTemplate(loadCatalog(), parsed, output);
}

/** Commands that change a project take the same tools. */
function life(load: () => Promise<(tools: Tools) => Promise<Exit>>): Runner {
  return async (parsed, output) =>
    (await load())({ cwd: process.cwd(), parsed, output, catalog: loadCatalog() });
}

export async function run(program: Program, args: readonly string[]): Promise<Exit> {
  const { command, rest } = pick(program, args);
  const whole = command.layerFlags ? complete(command, loadCatalog()) : command;
  const parsed = parse(rest, whole);
  if (has(parsed, 'version')) return tell(VERSION);
  if (has(parsed, 'help')) return tell(helpText(whole, loadCatalog()));
  const runner = RUNNERS.get(command);
  if (runner) return runner(parsed, makeOutput({ isJson: has(parsed, 'json') }));
  throw new UserError('USAGE', 'Which command?', `backendbytes ${NAMES.join('|')}, or --help`);
}

interface Picked {
  readonly command: Command;
  readonly rest: readonly string[];
}

function pick(program: Program, args: readonly string[]): Picked {
  if (program === 'create-backendbytes') return { command: CREATE, rest: args };
  const [first, ...rest] = args;
  if (first === undefined || first.startsWith('-')) return { command: PROGRAM, rest: args };
  const command = SUBCOMMANDS.find(({ name }) => name === `backendbytes ${first}`);
  if (command) return { command, rest };
  const meant = nearest(first, NAMES);
  const hint = meant ? `Did you mean backendbytes ${meant}?` : `Commands: ${NAMES.join(', ')}`;
  throw new UserError('USAGE', `Unknown command ${printable(first)}.`, hint);
}

const NAMES = SUBCOMMANDS.map(({ name }) => name.replace('backendbytes ', ''));

function tell(text: string): Exit {
  process.stdout.write(`${text}\n`);
  return EXIT.ok;
}
