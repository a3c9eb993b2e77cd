/** Place, template and the user's word: by asking where there is a terminal, else by the flags alone. */
import { exitCodeOf, watchingSignals, type Watch } from '../../disk/interrupt.ts';
import { occupied } from '../../disk/target.ts';
import { EXIT } from '../../errors.ts';
import { nameOf } from '../../starters/source.ts';
import { readTemplate, type Template } from '../../starters/template.ts';
import { look, placeQuestion, tidy } from '../ask/place.ts';
import { askAll, type State } from '../ask/steps.ts';
import type { Ui } from '../ask/ui.ts';
import type { Output } from '../output.ts';
import { showProgress } from '../progress.ts';
import { isAnswerable, type Cancelled } from '../settle.ts';
import { makeTemplatePlan, templateText, type TemplatePlan } from './plan.ts';
import { refuseUnseen, type TemplateWish } from './wish.ts';

export async function settleTemplate(
  wish: TemplateWish,
  output: Output,
): Promise<TemplatePlan | Cancelled> {
  const { start, here } = wish.request;
  const isAsking = isAnswerable(wish.request);
  if (!isAsking) refuseUnseen(wish);
  if (start.place !== undefined) await tidy(start.place, here, start);
  const stop = new AbortController();
  return watchingSignals(
    async (watch) => {
      const ui = isAsking ? (await import('../ask/clack.ts')).clackUi(stop.signal) : undefined;
      const plan = await unlessStopped(watch, () => agree(wish, { ui, output, stop: stop.signal }));
      if (watch.signal) return exitCodeOf(watch.signal);
      return plan ?? EXIT.interrupted;
    },
    () => stop.abort(),
  );
}

interface Settling {
  readonly ui: Ui | undefined;
  readonly output: Output;
  readonly stop: AbortSignal;
}

/** undefined: cancelled. */
async function agree(wish: TemplateWish, settling: Settling): Promise<TemplatePlan | undefined> {
  const { ui, output } = settling;
  const { start, here } = wish.request;
  const state = ui ? await askAll([placeQuestion(here)], start, ui) : start;
  if (state?.place === undefined) return undefined;
  const target = freeTarget(state, wish);
  const template = await read(wish, settling);
  const plan = makeTemplatePlan({ wish, place: state.place, target, template });
  templateText(plan, output.styled).forEach(output.say);
  if (!ui || here.isDryRun) return plan;
  const question = { message: `Write these ${plan.tree.size} files?`, initial: true };
  return (await ui.confirm(question)) === true ? plan : undefined;
}

function freeTarget(state: State, { request }: TemplateWish) {
  const target = look(state.place ?? '', request.here, state);
  if (target.kind === 'occupied' && !state.isMergeWanted) throw occupied(target);
  return target;
}

async function read(wish: TemplateWish, { output, stop }: Settling): Promise<Template> {
  const { source, allowed, sha256, request } = wish;
  const reading = { cwd: request.here.cwd, env: process.env, allowed, sha256, stop };
  if (source.kind !== 'repository') return readTemplate(source, reading);
  const progress = showProgress(`fetching ${nameOf(source)}`, output);
  try {
    return await readTemplate(source, reading);
  } finally {
    progress.end();
  }
}

/** A fetch that was broken off by a signal is no error. */
async function unlessStopped<Value>(
  watch: Watch,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (watch.signal) return undefined;
    throw error;
  }
}
