/** What a level teaches, before its changes are shown: its goal, and each lesson it brings in a paragraph. */
import { lessonsOf } from '../../compose/reading.ts';
import type { Blueprint, Layer } from '../../types.ts';
import type { Output } from '../output.ts';

export interface Explained {
  readonly title: string;
  /** first paragraph of the concept */
  readonly about: string;
  /** where the whole lesson will be */
  readonly path: string;
}

interface Step {
  readonly before: Blueprint;
  readonly after: Blueprint;
}

export function explain({ before, after }: Step, { say, styled }: Output): void {
  newLevels({ before, after }).forEach(({ id, title, about }) => {
    say(
      `${styled('bold', `Level ${id}: ${title}`)}${about ? styled('dim', ` (${about.time})`) : ''}`,
    );
    if (about) say(`${about.promise}. The goal: ${about.goal}.`);
    say();
  });
  explanations({ before, after }).forEach(({ title, about, path }) => {
    say(styled('cyan', title));
    if (about !== '') say(about);
    say(styled('dim', path));
    say();
  });
}

/** The lessons that come with the change. */
export function explanations({ before, after }: Step): readonly Explained[] {
  const known = new Set(lessonsOf(before).map(({ path }) => path));
  return lessonsOf(after)
    .filter(({ path }) => !known.has(path))
    .map(({ path, text }) => ({
      title: /^# (.+)$/m.exec(text)?.[1] ?? path,
      about: firstParagraph(text),
      path,
    }));
}

function newLevels({ before, after }: Step): readonly Layer[] {
  const known = new Set(before.chosen.map(({ layer }) => layer));
  return after.chosen
    .map(({ layer }) => layer)
    .filter((layer) => layer.kind === 'level' && !known.has(layer));
}

const firstParagraph = (text: string): string =>
  (text.split(/^## Concept$/m)[1] ?? '')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .find((paragraph) => /^[A-Za-z`*"]/.test(paragraph))
    ?.replaceAll(/\s*\n\s*/g, ' ') ?? '';
