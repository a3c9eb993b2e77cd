import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import type { Answers, Tree } from '../../src/types.ts';
import { render, shop, textOf } from '../support/answers.ts';
import { labelOf, validAnswers } from '../support/combinations.ts';

const PARTS = ['Concept', 'Implementation', 'Architecture'];

/** The concept rows of the roadmap; a lesson is called after its row. `F1` is a feature that the roadmap has no row for. */
const level0 = [...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((row) => `L0-C0${row}`), 'L0-C10', 'L0-D1'];
const level1 = [1, 2, 3, 4, 5, 6, 7, 8].map((row) => `L1-C0${row}`);
const level2 = [1, 2, 3, 4, 5, 6, 7, 8].map((row) => `L2-C0${row}`);
const level3 = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((row) => `L3-C0${row}`);
const level7 = [1, 2, 3, 4, 5, 6, 7, 8].map((row) => `L7-C0${row}`);
const level5 = [1, 2, 3, 4, 5, 6, 7, 8].map((row) => `L5-C0${row}`);

const level4 = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((row) => `L4-C0${row}`),
  'L4-C10',
  'L4-C11',
  'L4-D1',
];

interface Project {
  readonly title: string;
  readonly answers: Answers;
  readonly rows: readonly string[];
}

const projects: readonly Project[] = [
  { title: 'level 0', answers: shop({ level: 0 }), rows: level0 },
  { title: 'level 1', answers: shop({ level: 1 }), rows: [...level0, ...level1] },
  {
    title: 'level 2 with drills',
    answers: shop({ level: 2, features: ['drills'] }),
    rows: [...level0, ...level1, ...level2],
  },
  { title: 'level 2', answers: shop({ level: 2, database: 'none' }), rows: level2 },
  {
    title: 'level 3 on postgres',
    answers: shop({ level: 3, database: 'postgres' }),
    rows: [...level2, ...level3],
  },
  {
    title: 'level 3 on mongo',
    answers: shop({ level: 3, database: 'mongo' }),
    rows: [...level2, ...level3],
  },
  ...['postgres', 'mongo'].map((database) => ({
    title: `level 5 on ${database}`,
    answers: shop({ level: 5, database }),
    rows: [...level2, ...level3, ...level4, ...level5],
  })),
  ...['postgres', 'mongo'].flatMap((database) =>
    [[], ['oauth-github']].map((features) => ({
      title: ['level 4 on', database, ...features].join(' '),
      answers: shop({ level: 4, database, features }),
      rows: [...level2, ...level3, ...level4],
    })),
  ),
  {
    title: 'level 2 with docker',
    answers: shop({ level: 2, database: 'none', features: ['docker'] }),
    rows: [...level2, 'L7-C03'],
  },
  {
    title: 'level 2 with a pipeline',
    answers: shop({ level: 2, database: 'none', features: ['ci'] }),
    rows: [...level2, 'L7-C07'],
  },
  ...['postgres', 'mongo'].map((database) => ({
    title: `level 6 with uploads on ${database}`,
    answers: shop({ level: 6, database, features: ['uploads'] }),
    rows: [...level2, ...level3, ...level4, ...level5, 'L6-F1'],
  })),
  {
    title: 'level 7 on postgres',
    answers: shop({ level: 7, database: 'postgres' }),
    rows: [...level2, ...level3, ...level4, ...level5, ...level7],
  },
];

const FOLDER = 'docs/lessons/';
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
      expect(blocks.flatMap(({ info, content }) => syntaxErrors(info, content))).toEqual([]);
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

interface Fence {
  readonly info: string;
  readonly content: string;
}

function fences(text: string): readonly Fence[] {
  return [...text.matchAll(/^( *)```([^\n]*)\n([\s\S]*?)^\1```$/gm)].map((match) => ({
    info: (match[2] ?? '').trim(),
    content: match[3] ?? '',
  }));
}

const SCRIPTS: Readonly<Record<string, string>> = { js: 'a.js', ts: 'a.ts', mjs: 'a.mjs' };

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

const prose = (text: string): string => text.replaceAll(/^( *)```[^\n]*\n[\s\S]*?^\1```$/gm, '');

const headings = (text: string): readonly string[] =>
  prose(text)
    .split('\n')
    .filter((line) => /^#{1,6} /.test(line));

/** Lines without the spaces before them; empty lines count. */
const unindented = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');

const isIn = (tree: Tree, file: string): boolean =>
  file.endsWith('/') ? [...tree.keys()].some((one) => one.startsWith(file)) : tree.has(file);
