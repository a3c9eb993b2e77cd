/** `next`, `hint`, `progress`: where the learner is, and a nudge. */
import { withProject } from '../../disk/transaction.ts';
import { EXIT } from '../../errors.ts';
import { BACKENDBYTES } from '../../version.ts';
import { nextStep, progressOf } from '../../workshop/progress.ts';
import { docOf, testOf } from '../../workshop/steps.ts';
import type { Exit } from '../exit.ts';
import type { Tools } from '../life/apply.ts';
import { askedStep, progressChange, readWorkshop } from './project.ts';

const DONE = 'Every step is done.';

export function next(tools: Tools): Promise<Exit> {
  const { output } = tools;
  const { steps, progress } = readWorkshop(tools);
  const step = nextStep(steps, progress);
  if (output.isJson)
    output.document({
      schema: 1,
      ok: true,
      next: step && {
        id: step.id,
        title: step.title,
        lesson: step.lesson,
        files: step.files,
        read: docOf(step),
        checks: testOf(step),
      },
    });
  if (!step) output.say(DONE);
  else {
    output.say(output.styled('bold', `${Number(step.number)}. ${step.title}`));
    output.say(`Read:  ${docOf(step)}, and the lesson ${step.lesson}`);
    output.say(`Write: ${step.files.join(', ')}`);
    output.say(`Check: ${BACKENDBYTES} check ${step.id}`);
    output.say(`Stuck: ${BACKENDBYTES} hint ${step.id}`);
  }
  return Promise.resolve(EXIT.ok);
}

/** One hint more each time; after the last one, all of them. */
export async function hint(tools: Tools): Promise<Exit> {
  const { output } = tools;
  const { root, ...project } = readWorkshop(tools);
  const step = askedStep(tools, { root, ...project });
  if (!step) {
    output.say(DONE);
    if (output.isJson) output.document({ schema: 1, ok: true, hints: [] });
    return EXIT.ok;
  }
  const read = progressOf(project.progress, step.id).hints;
  const count = Math.min(read + 1, step.hints.length);
  if (count > read)
    await withProject(root, ({ commit }) => {
      const { progress } = readWorkshop(tools);
      const known = progressOf(progress, step.id);
      return commit([progressChange(root, { ...progress, [step.id]: { ...known, hints: count } })]);
    });
  const shown = count > read ? step.hints.slice(read, count) : step.hints;
  const first = count > read ? count : 1;
  shown.forEach((text, place) =>
    output.say(`${step.id}, hint ${first + place} of ${step.hints.length}: ${text}`),
  );
  if (count === step.hints.length)
    output.say(`After the last hint: ${BACKENDBYTES} solution ${step.id}`);
  if (output.isJson)
    output.document({ schema: 1, ok: true, step: step.id, hints: shown, of: step.hints.length });
  return EXIT.ok;
}

export function progress(tools: Tools): Promise<Exit> {
  const { output } = tools;
  const project = readWorkshop(tools);
  const rows = project.steps.map((step) => ({
    id: step.id,
    title: step.title,
    ...progressOf(project.progress, step.id),
  }));
  const done = rows.filter(({ passedAt }) => passedAt !== undefined).length;
  rows.forEach(({ id, title, passedAt, hints }, place) => {
    const mark = passedAt === undefined ? output.styled('dim', '·') : output.styled('green', '✔');
    const about = [id, ...(hints > 0 ? [`${hints} hints`] : []), ...(passedAt ? [passedAt] : [])];
    output.say(`${mark} ${place + 1}. ${title} ${output.styled('dim', about.join(', '))}`);
  });
  output.say(`${done} of ${rows.length} steps passed`);
  if (output.isJson) output.document({ schema: 1, ok: true, passed: done, steps: rows });
  return Promise.resolve(EXIT.ok);
}
