/**
 * Exercises that wait for you. A topic is one file of yours in `drills/practice/`, and each exercise is a function that it
 * exports. Until the file is there, the topic counts as todo; from then on every function is held to its task.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

export type Written = (...args: readonly unknown[]) => unknown;
export type Check = (mine: Written) => unknown;

export interface Exercise {
  readonly task: string;
  readonly check: Check;
}

export async function practice(
  topic: string,
  exercises: Readonly<Record<string, Exercise>>,
): Promise<void> {
  const file = new URL(`../${topic}.ts`, import.meta.url);
  if (!existsSync(file)) {
    const names = Object.keys(exercises).join(', ');
    test(`practice: ${topic}`, { todo: `write drills/practice/${topic}.ts: ${names}` }, () => {});
    return;
  }
  const mine = (await import(file.href)) as Readonly<Record<string, Written | undefined>>;
  for (const [name, { task, check }] of Object.entries(exercises)) {
    const written = mine[name];
    test(`${topic}: ${name}: ${task}`, { todo: written ? false : `export ${name}` }, async () => {
      if (written) await check(written);
    });
  }
}

type Case = readonly [args: readonly unknown[], result: unknown];

/** Given these, it gives that, and leaves what it was given as it was. */
export const gives =
  (...cases: readonly Case[]): Check =>
  async (mine) => {
    for (const [args, result] of cases) {
      const before = structuredClone(args.filter(isData));
      assert.deepEqual(await mine(...args), result);
      assert.deepEqual(args.filter(isData), before);
    }
  };

const isData = (value: unknown): boolean => typeof value !== 'function';

/** It throws, or gives a promise that rejects. */
export const fails = (work: () => unknown, reason: assert.AssertPredicate = Error): Promise<void> =>
  assert.rejects(Promise.resolve().then(work), reason);

/** Given these, it fails. */
export const refuses =
  (...calls: readonly (readonly unknown[])[]): Check =>
  async (mine) => {
    for (const args of calls) await fails(() => mine(...args));
  };

export const both =
  (...checks: readonly Check[]): Check =>
  async (mine) => {
    for (const check of checks) await check(mine);
  };

/** Given the text of an expression, it says the value that Node would give. */
export const predicts =
  (...lines: readonly string[]): Check =>
  (mine) => {
    for (const line of lines) assert.deepEqual(mine(line), vm.runInNewContext(line), line);
  };

/** Given the text of a program, it says in which order it logs. */
export const predictsOrder =
  (...programs: readonly string[]): Check =>
  async (mine) => {
    for (const program of programs) assert.deepEqual(mine(program), await logOf(program), program);
  };

async function logOf(program: string): Promise<readonly unknown[]> {
  const logged: unknown[] = [];
  const log = (value: unknown): void => void logged.push(value);
  vm.runInNewContext(program, { log, setTimeout, setImmediate, queueMicrotask, Promise });
  await new Promise((resolve) => setTimeout(resolve, 30));
  return logged;
}
