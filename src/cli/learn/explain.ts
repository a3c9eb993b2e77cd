/** `explain`: answers from the project's own lessons, files and manifest. */
import { nearest } from '../../answers/nearest.ts';
import { EXIT, UserError } from '../../errors.ts';
import { printable } from '../../names.ts';
import type { Exit } from '../exit.ts';
import type { Tools } from '../life/apply.ts';
import { findRoot, readProject } from '../life/project.ts';
import { knowledgeOf, type Knowledge } from './knowledge.ts';
import { explainTopic, topicsOf } from './topics.ts';

export function explain({ cwd, parsed, catalog, output }: Tools): Promise<Exit> {
  const topic = parsed.positionals.join(' ').trim();
  if (topic === '')
    throw new UserError(
      'USAGE',
      'Explain what?',
      'For example: backendbytes explain middleware, src/app.ts, dev. The map of all lessons: backendbytes learn',
    );
  const knows = knowledgeOf(readProject(findRoot(cwd), catalog), catalog);
  const found = explainTopic(topic, knows);
  if (!found) throw unknown(topic, knows);
  const { say, styled } = output;
  say(styled('bold', found.title));
  say();
  printLines(found.text).forEach((line) => say(line));
  if (found.more.length > 0) {
    say();
    found.more.forEach((line) => say(styled('dim', `→ ${printable(line)}`)));
  }
  if (output.isJson) output.document({ schema: 1, ok: true, topic, ...found });
  return Promise.resolve(EXIT.ok);
}

/** Files may hold anything by now; a terminal gets printable text. */
const printLines = (text: string): readonly string[] => text.split('\n').map(printable);

function unknown(topic: string, knows: Knowledge): UserError {
  const meant = nearest(topic, topicsOf(knows));
  return new UserError(
    'USAGE',
    `Nothing is known of "${printable(topic)}" in this project.`,
    meant ? `Did you mean ${meant}?` : 'All lessons and levels: backendbytes learn',
  );
}
