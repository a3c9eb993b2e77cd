/** `create-backendbytes`: parse, ask, call, report. */
import { EXIT } from '../errors.ts';
import type { Catalog } from '../types.ts';
import { createDocument } from './create-document.ts';
import type { Exit } from './exit.ts';
import type { Output } from './output.ts';
import type { Parsed } from './parse.ts';
import { planText } from './plan-text.ts';
import type { Plan } from './plan.ts';
import { reportCancelled, reportDone } from './report.ts';
import { readRequest } from './request.ts';
import { settlePlan } from './settle.ts';
import { writeProject } from './write-project.ts';

export async function create(catalog: Catalog, parsed: Parsed, output: Output): Promise<Exit> {
  const request = await readRequest(parsed, catalog);
  const show = (plan: Plan): void => planText(plan, output.styled).forEach(output.say);
  const plan = await settlePlan({ request, catalog, show });
  if (typeof plan === 'number') return reportCancelled(plan, output);
  plan.target.warnings.forEach(output.warn);
  if (request.here.isDryRun) return reportPlan(plan, output);
  return write(plan, output);
}

function reportPlan(plan: Plan, output: Output): Exit {
  output.say(`\n${output.styled('dim', 'Dry run: nothing was written.')}`);
  if (output.isJson)
    output.document(createDocument(plan, { exitCode: EXIT.ok, isDryRun: true, steps: [] }));
  return EXIT.ok;
}

async function write(plan: Plan, output: Output): Promise<Exit> {
  const later = await writeProject(plan, output);
  if (typeof later === 'number') return later;
  reportDone(plan, { ...later, isDryRun: false }, output);
  return later.exitCode;
}
