/** `check`: parse, run, remember, report; with --watch again after each edit. */
import fs from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
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
import { findStep, progressChange, readWorkshop, type WorkshopProject } from './project.ts';
import { runChecks, type Round } from './run-checks.ts';

const PATIENCE_MS = 30_000;

export async function check(tools: Tools): Promise<Exit> {
  const isWatching = has(tools.parsed, 'watch');
  if (isWatching && tools.output.isJson)
    throw new UserError('USAGE', '--watch never ends, and --json is one document.', 'Choose one.');
  const stop = new AbortController();
  return watchingSignals(
    async (watch) => {
      let exit = await checkOnce(tools, stop.signal);
      while (isWatching && !watch.signal) {
        tools.output.say(tools.output.styled('dim', 'Waiting for an edit in src; Ctrl+C ends it.'));
        await edited(readWorkshop(tools).root, stop.signal);
        if (!watch.signal) exit = await checkOnce(tools, stop.signal);
      }
      return watch.signal ? exitCodeOf(watch.signal) : exit;
    },
    () => stop.abort(),
  );
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

const SETTLED_MS = 300;

/** Until something in `src` was saved, and an editor has finished saving. */
async function edited(root: string, signal: AbortSignal): Promise<void> {
  const watcher = fs.watch(path.join(root, 'src'), { recursive: true });
  try {
    await once(watcher, 'change', { signal });
    await wait(SETTLED_MS);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    watcher.close();
  }
}
