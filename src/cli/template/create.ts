/** `create-backendbytes my-api --template …`: parse, ask, call, report. */
import { EXIT } from '../../errors.ts';
import type { Catalog } from '../../types.ts';
import type { Exit } from '../exit.ts';
import type { Later, LaterStep } from '../later-steps.ts';
import { isInstalled } from '../create-document.ts';
import { nextStepsText, templateSteps } from '../next-steps.ts';
import type { Output } from '../output.ts';
import type { Parsed } from '../parse.ts';
import { reportCancelled } from '../report.ts';
import { writeProject } from '../write-project.ts';
import { templateDocument, type TemplatePlan } from './plan.ts';
import { settleTemplate } from './settle.ts';
import { readWish } from './wish.ts';

export async function createFromTemplate(
  catalog: Catalog,
  parsed: Parsed,
  output: Output,
): Promise<Exit> {
  const wish = readWish(parsed, catalog);
  const plan = await settleTemplate(wish, output);
  if (typeof plan === 'number') return reportCancelled(plan, output);
  plan.warnings.forEach(output.warn);
  if (!wish.request.here.isDryRun) return write(plan, output);
  output.say(`\n${output.styled('dim', 'Dry run: nothing was written.')}`);
  report(plan, { exitCode: EXIT.ok, steps: [], isDryRun: true }, output);
  return EXIT.ok;
}

async function write(plan: TemplatePlan, output: Output): Promise<Exit> {
  const later = await writeProject(plan, output);
  if (typeof later === 'number') return later;
  const steps = [...skipped(plan, output), ...later.steps];
  report(plan, { exitCode: later.exitCode, steps, isDryRun: false }, output);
  return later.exitCode;
}

/** An install that was asked for and is left to the user. */
function skipped({ notInstalled, answers }: TemplatePlan, output: Output): readonly LaterStep[] {
  if (notInstalled === undefined) return [];
  const note = `the dependencies were not installed: ${notInstalled}`;
  output.say(`${output.styled('dim', '·')} ${note}`);
  const command = `${answers.packageManager} install --ignore-scripts`;
  return [{ name: 'install', outcome: 'skipped', note, command }];
}

function report(
  plan: TemplatePlan,
  { exitCode, steps, isDryRun }: Later & { readonly isDryRun: boolean },
  output: Output,
): void {
  const next = templateSteps(plan, { isInstalled: isInstalled(steps) });
  if (output.isJson) {
    const outcome = { schema: 1, ok: exitCode === 0, exitCode, dryRun: isDryRun };
    output.document({ ...outcome, ...templateDocument(plan), steps, nextSteps: next });
  } else if (!isDryRun) {
    output.say(`\n${output.styled('bold', 'Next')}`);
    nextStepsText(next).forEach((line) => output.say(line));
  }
}
