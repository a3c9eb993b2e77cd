/** `check`: parse, run, remember, report; with --watch again after each edit. */
import fs from 'node:fs';
import path from 'node:path';
import { asUserError } from '../../disk/disk-error.ts';
import { exitCodeOf, watchingSignals } from '../../disk/interrupt.ts';
import { withProject } from '../../disk/transaction.ts';
import { EXIT, UserError } from '../../errors.ts';
import { BACKENDBYTES } from '../../version.ts';
import { checked, nextStep } from '../../workshop/progress.ts';
import type { Exit } from '../exit.ts';
import type { Tools } from '../life/apply.ts';
import { has, valueOf } from '../parse.ts';
import { exitOf } from './cause.ts';
import { junit, roundDocument, sayRound } from './check-report.ts';
import { watchEdits, type Edits } from './edits.ts';
import { findStep, progressChange, readWorkshop, type WorkshopProject } from './project.ts';
import { runChecks, type Round } from './run-checks.ts';

const PATIENCE_MS = 30_000;
const WAITING = 'Waiting for an edit in src; Ctrl+C ends it.';

export async function check(tools: Tools): Promise<Exit> {
  const isWatching = has(tools.parsed, 'watch');
  if (isWatching && tools.output.isJson)
    throw new UserError('USAGE', '--watch never ends, and --json is one document.', 'Choose one.');
  const stop = new AbortController();
  const work = isWatching ? checkAgain : checkOnce;
  return watchingSignals(
    async (watch) => {
      const exit = await work(tools, stop.signal);
      return watch.signal ? exitCodeOf(watch.signal) : exit;
    },
    () => stop.abort(),
  );
}

/** Watched from before the first check, because a check takes its time and nobody waits for it with their edits. */
async function checkAgain(tools: Tools, signal: AbortSignal): Promise<Exit> {
  const edits = watchEdits(path.join(readWorkshop(tools).root, 'src'), signal);
  return afterEach(edits, tools, signal).finally(() => edits.close());
}

async function afterEach(edits: Edits, tools: Tools, signal: AbortSignal): Promise<Exit> {
  const { say, styled } = tools.output;
  let exit = await checkOnce(tools, signal);
  while (!signal.aborted) {
    say(styled('dim', edits.isThere() ? 'Edited meanwhile: once more.' : WAITING));
    await edits.next();
    if (!signal.aborted) exit = await checkOnce(tools, signal);
  }
  return exit;
}

async function checkOnce(tools: Tools, signal: AbortSignal): Promise<Exit> {
  const project = readWorkshop(tools);
  const [name, extra] = tools.parsed.positionals;
  if (extra !== undefined) throw new UserError('USAGE', 'One step, or all of them.');
  const steps = name === undefined ? project.steps : [findStep(name, project.steps)];
  const round = await runChecks({ project, steps, signal, patienceMs: PATIENCE_MS });
  if (signal.aborted) return EXIT.interrupted;
  await remember(project.root, round, tools);
  return report(project, round, tools);
}

function report(project: WorkshopProject, round: Round, tools: Tools): Exit {
  const { output, parsed } = tools;
  const isPassed = !round.cause && round.results.every(({ state }) => state === 'passed');
  const exit = round.cause ? exitOf(round.cause) : isPassed ? EXIT.ok : EXIT.refused;
  const file = valueOf(parsed, 'junit');
  if (file !== undefined) writeReport(path.resolve(tools.cwd, file), junit(round));
  sayRound(round, output);
  const next = nextStep(project.steps, readWorkshop(tools).progress);
  if (!round.cause && next) output.say(`\nNext: ${BACKENDBYTES} next`);
  if (output.isJson)
    output.document({ schema: 1, ok: exit === EXIT.ok, exitCode: exit, ...roundDocument(round) });
  return exit;
}

/** Nothing was learned of steps that could not be looked at. */
async function remember(root: string, { results }: Round, tools: Tools): Promise<void> {
  const seen = new Map(
    results
      .filter(({ state }) => state !== 'not-run')
      .map(({ step, state }) => [step.id, state === 'passed'] as const),
  );
  if (seen.size === 0) return;
  await withProject(root, ({ commit }) => {
    const { progress } = readWorkshop(tools);
    const now = new Date().toISOString();
    return commit([progressChange(root, checked(progress, seen, now))]);
  });
}

function writeReport(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text);
  } catch (error) {
    throw asUserError(error, file, 'The checks ran; only the report is missing.');
  }
}
