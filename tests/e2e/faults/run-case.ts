/** A case from its setup to its last check. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { Case } from './cases.ts';
import { check, expectInvariants, rememberAll } from './checks.ts';
import { SAYINGS } from './sayings.ts';
import { SPECIAL } from './special.ts';
import { argvOf } from './translate.ts';
import {
  endWorld,
  environment,
  expand,
  makeWorld,
  prepare,
  runIn,
  type Start,
  type World,
} from './world.ts';

export async function runCase(fault: Case, packed: string): Promise<void> {
  const made = makeWorld(packed);
  try {
    await inWorld(fault, made);
  } finally {
    endWorld(made);
  }
}

async function inWorld(fault: Case, made: World): Promise<void> {
  const special = SPECIAL[fault.id] ?? {};
  const world = { ...made, packed: special.packed?.(made) ?? made.packed };
  prepare(fault, world);
  await special.before?.(world);
  const start = await startOf(fault, world);
  const before = rememberAll(world);
  const ended = await (special.run ?? runIn)(world, start);
  const outcome = { fault, world, before, ended };
  const said = `${ended.stdout}\n${ended.stderr}`;
  if (fault.expected.exit !== null) expect(ended.exit, said).toBe(fault.expected.exit);
  SAYINGS[fault.id]?.forEach((saying) => expect(said).toMatch(saying));
  expectInvariants(outcome);
  for (const word of fault.expected.check) await check(placed(word, special.places), outcome);
}

const placed = (word: string, places: Readonly<Record<string, string>> = {}): string =>
  Object.entries(places).reduce((said, [theirs, ours]) => said.replace(theirs, ours), word);

async function startOf(fault: Case, world: World): Promise<Start> {
  const inApp = fault.argv[0] !== 'CREATE' && fs.existsSync(path.join(world.work, 'app'));
  const start: Start = {
    argv: argvOf(fault).map((word) => expand(word, world)),
    cwd: inApp ? path.join(world.work, 'app') : world.work,
    env: environment(world, given(fault, world)),
    wrap: fault.wrap.filter((word) => !/^\$[A-Z]/.test(word)),
    stdin: fault.stdin,
  };
  return (await SPECIAL[fault.id]?.start?.(start, world)) ?? start;
}

/** Their PATH names a folder of the case, which its row puts there. */
const given = ({ env }: Case, world: World): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env)
      .filter(([name]) => name !== 'PATH')
      .map(([name, value]) => [name, expand(value, world)]),
  );
