import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import type { Tree } from '../../src/types.ts';
import { render, textOf } from '../support/answers.ts';
import { labelOf, validAnswers } from '../support/combinations.ts';
import { fences, FOLDER, projects, type Project } from '../support/lessons.ts';
import { onceEach } from '../../src/once.ts';

const PARTS = ['Concept', 'Implementation', 'Architecture'];

/** `L6-F1`: a feature that is no row of the roadmap. */
const NAME = /^(L\d-(?:C\d\d|[DF]\d))-[a-z0-9]+(?:-[a-z0-9]+)*\.md$/;

describe.each(await Promise.all(projects.map(withTree)))('at $title', ({ tree, rows }) => {
  const names = [...tree.keys()]
    .filter((file) => file.startsWith(FOLDER))
    .map((file) => file.slice(FOLDER.length));
  const lessons = names.map((name) => ({ name, text: textOf(tree, FOLDER + name) }));

  test('every concept row has one lesson', () => {
    expect(names.map((name) => NAME.exec(name)?.[1] ?? name).sort()).toEqual([...rows].sort());
  });

  test('no two lessons have one title', () => {
    const titles = lessons.map(({ text }) => headings(text)[0]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  describe.each(lessons)('$name', ({ text }) => {
    const blocks = fences(text);

    test('has a title, then concept, implementation and architecture, and says all of it', () => {
      const [title, ...parts] = headings(text);
      expect(title).toMatch(/^# \S/);
      expect(parts).toEqual(PARTS.map((part) => `## ${part}`));
      expect(text.split('\n').length).toBeGreaterThanOrEqual(50);
    });

    test('shows diagrams, but no code, in its concept', () => {
      const [concept = ''] = text.split('## Implementation');
      expect(fences(concept).filter(({ info }) => info !== 'mermaid')).toEqual([]);
    });

    test('shows files of this project, in their own words', () => {
      const excerpts = blocks.flatMap(({ info, content }) => {
        const file = info.split(' ')[1];
        return file === undefined ? [] : [{ file, content }];
      });
      expect(excerpts.length).toBeGreaterThan(0);
      for (const { file, content } of excerpts) {
        expect([...tree.keys()]).toContain(file);
        expect(unindented(textOf(tree, file)), `an excerpt of ${file}`).toContain(
          unindented(content),
        );
      }
    });

    test('shows code that parses, also where it is shown as wrong', () => {
      expect(blocksThatDoNotParse(text)).toEqual([]);
    });

    test('names no file, folder or lesson that is not there', () => {
      const named = [
        ...prose(text).matchAll(/`((?:src|tests|tools|docs|queries|drills)\/[\w./-]*)`/g),
      ];
      const linked = [...prose(text).matchAll(/\]\(([^)#:]+\.md)\)/g)];
      const paths = [
        ...named.map((match) => match[1] ?? ''),
        ...linked.map((match) => path.posix.join(FOLDER, match[1] ?? '')),
      ];
      expect(paths.filter((one) => !isIn(tree, one))).toEqual([]);
    });

    test('names no script that is not there', () => {
      const { scripts } = JSON.parse(textOf(tree, 'package.json')) as { scripts: object };
      const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
      expect(named.filter((name) => !(name in scripts))).toEqual([]);
    });
  });
});

const bare = validAnswers().filter((answers) => !answers.lessons);

test.each(bare.map((answers) => [labelOf(answers), answers] as const))(
  '%s: there are none, and nothing speaks of them',
  async (_, answers) => {
    const tree = await render(answers);
    expect([...tree.keys()].filter((file) => /lessons|checklist/.test(file))).toEqual([]);
    const speaking = [...tree].filter(([, { text }]) => /docs\/(?:lessons|checklist)/.test(text));
    expect(speaking.map(([file]) => file)).toEqual([]);
  },
);

async function withTree(project: Project): Promise<Project & { readonly tree: Tree }> {
  return { ...project, tree: await render(project.answers) };
}

const SCRIPTS: Readonly<Record<string, string>> = { js: 'a.js', ts: 'a.ts', mjs: 'a.mjs' };

const blocksThatDoNotParse = onceEach((text) =>
  fences(text).flatMap(({ info, content }) => syntaxErrors(info, content)),
);

/** Of whole examples; an excerpt of a file is held against its file instead. */
function syntaxErrors(info: string, content: string): readonly string[] {
  const [language = '', file] = info.split(' ');
  const name = SCRIPTS[language];
  if (file !== undefined) return [];
  if (language === 'json')
    return ts.parseConfigFileTextToJson('a.json', content).error ? [content] : [];
  if (name === undefined) return [];
  const { diagnostics = [] } = ts.transpileModule(content, {
    fileName: name,
    reportDiagnostics: true,
  });
  return diagnostics.map(
    ({ messageText }) => `${ts.flattenDiagnosticMessageText(messageText, ' ')}: ${content}`,
  );
}

const prose = onceEach((text) => text.replaceAll(/^( *)```[^\n]*\n[\s\S]*?^\1```$/gm, ''));

const headings = (text: string): readonly string[] =>
  prose(text)
    .split('\n')
    .filter((line) => /^#{1,6} /.test(line));

/** Lines without the spaces before them; empty lines count. */
const unindented = onceEach((text) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n'),
);

const isIn = (tree: Tree, file: string): boolean =>
  file.endsWith('/') ? [...tree.keys()].some((one) => one.startsWith(file)) : tree.has(file);
