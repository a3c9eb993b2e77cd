/** `learn`: the map of the roadmap, with the project on it. Works outside a project too. */
import { realpathSync } from 'node:fs';
import { readText } from '../../disk/read.ts';
import { findProject } from '../../disk/surroundings.ts';
import { EXIT } from '../../errors.ts';
import type { Answers } from '../../types.ts';
import { BACKENDBYTES } from '../../version.ts';
import type { Exit } from '../exit.ts';
import type { Tools } from '../life/apply.ts';
import { readProject, readTemplateProject } from '../life/project.ts';
import type { Output } from '../output.ts';
import { roadOf, type Stop } from './road.ts';

const CHECKLIST = 'docs/checklist.md';

interface Ticks {
  readonly done: number;
  readonly all: number;
}

export function learn({ cwd, catalog, output }: Tools): Promise<Exit> {
  const place = findProject(realpathSync(cwd));
  // A project without layers is on no level: it gets the map alone, like any other folder.
  const root = place === undefined || readTemplateProject(place) ? undefined : place;
  const answers = root === undefined ? undefined : readProject(root, catalog).manifest.answers;
  const road = roadOf(catalog, answers);
  const ticks = root === undefined ? undefined : ticksIn(readText(root, CHECKLIST)?.text);
  const next = nextStep(road, answers);
  if (output.isJson)
    output.document({ schema: 1, ok: true, level: answers?.level, road, ticks, next });
  road.forEach((stop) => show(stop, output));
  if (ticks) output.say(`${CHECKLIST}: ${ticks.done} of ${ticks.all} ticked`);
  output.say(`Next: ${next}`);
  return Promise.resolve(EXIT.ok);
}

function ticksIn(text: string | undefined): Ticks | undefined {
  if (text === undefined) return undefined;
  const rows = [...text.matchAll(/^- \[([ xX])\]/gm)];
  return { done: rows.filter(([, mark]) => mark !== ' ').length, all: rows.length };
}

function nextStep(road: readonly Stop[], answers: Answers | undefined): string {
  if (!answers) return 'npm create backendbytes@latest';
  const ahead = road.find(({ place }) => place === 'ahead');
  return ahead
    ? `${BACKENDBYTES} level-up ${ahead.level}`
    : 'you are on the highest level there is';
}

const MARKS = { behind: ['green', '✔'], here: ['cyan', '▶'], ahead: ['dim', '·'] } as const;

function show(
  { level, title, promise, time, hint, place, features, lessons }: Stop,
  output: Output,
): void {
  const { say, styled } = output;
  const [style, mark] = MARKS[place];
  say(
    `${styled(style, mark)} ${styled('bold', `${level}  ${title}`)} ${styled('dim', `(${time})`)}`,
  );
  say(`     ${promise}`);
  say(`     ${styled('dim', `adds: ${hint}`)}`);
  if (features.length > 0) say(`     ${styled('dim', `features: ${features.join(', ')}`)}`);
  if (place === 'here') lessons.forEach((lesson) => say(`     ${lesson}`));
  else if (lessons.length > 0)
    say(
      `     ${styled('dim', `${lessons.length} ${lessons.length === 1 ? 'lesson' : 'lessons'}`)}`,
    );
  say();
}
