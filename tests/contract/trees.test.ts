/** The contract: what must hold of every project that can be asked for. */
import { builtinModules } from 'node:module';
import path from 'node:path/posix';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import type { Tree } from '../../src/types.ts';
import { render, textOf } from '../support/answers.ts';
import { labelOf, validAnswers } from '../support/combinations.ts';
import { onceEach } from '../../src/once.ts';

const trees = await Promise.all(
  validAnswers().map(async (answers) => ({
    answers,
    label: labelOf(answers),
    tree: await render(answers),
  })),
);

describe.each(trees)('$label', ({ tree }) => {
  test('parses: JSON and YAML', () => {
    const problems = filesOf(tree, /\.(json|ya?ml)$/).flatMap(([file, text]) =>
      parseProblems(file, text),
    );
    expect(problems).toEqual([]);
  });

  test('holds nothing that was left unrendered', () => {
    const traces =
      /(?<!\$)\{\{(?:#each |\/each|\w+ )?[\w.]+\}\}|\[object |&(?:amp|lt|gt|quot|#x?\w+);|__(?:plural|singular)__/;
    expect(
      filesOf(tree, /./)
        .filter(([, text]) => traces.test(text))
        .map(([file]) => file),
    ).toEqual([]);
  });

  test('imports only what is in the tree, in Node or in package.json', () => {
    const packages = packagesOf(tree);
    const missing = importsOf(tree).filter(
      ({ file, target }) => !resolves(tree, packages, file, target),
    );
    expect(missing).toEqual([]);
  });

  test('uses every package it installs', () => {
    const used = new Set([
      ...importsOf(tree).map(({ target }) => packageName(target)),
      ...mentioned(tree),
    ]);
    expect(
      [...packagesOf(tree)].filter((name) => !used.has(name) && !name.startsWith('@types/')),
    ).toEqual([]);
  });

  test('declares and documents every variable it reads', () => {
    const declared = new Set(
      [...(tree.get('.env.example')?.text ?? '').matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map(
        ([, name]) => name,
      ),
    );
    const read = filesOf(tree, /^src\/.*\.ts$/).flatMap(([, text]) =>
      [...text.matchAll(/\benv\.([A-Z][A-Z0-9_]+)\b/g)].map(([, name]) => name),
    );
    expect(read.filter((name) => !declared.has(name))).toEqual([]);
    const readme = textOf(tree, 'README.md');
    expect([...declared].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  test('reads process.env where the configuration is, and nowhere else', () => {
    expect(
      filesOf(tree, /^(?:src\/(?!config\/)|drills\/(?!.*(?:\/config\.ts$|\/tests\/)))/)
        .filter(([, text]) => text.includes('process.env'))
        .map(([file]) => file),
    ).toEqual([]);
  });

  test('names only scripts that exist', () => {
    const { scripts } = JSON.parse(textOf(tree, 'package.json')) as {
      scripts: Record<string, string>;
    };
    const named = filesOf(tree, /\.(md|mjs|ts|ya?ml)$|Dockerfile|githooks/).flatMap(
      ([file, text]) =>
        [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => ({ file, name })),
    );
    expect(named.filter(({ name }) => !(name in scripts))).toEqual([]);
  });
});

const filesOf = (tree: Tree, matches: RegExp): readonly (readonly [file: string, text: string])[] =>
  [...tree].filter(([file]) => matches.test(file)).map(([file, { text }]) => [file, text]);

function parseProblems(file: string, text: string): readonly string[] {
  if (file.endsWith('.json')) {
    const { error } = ts.parseConfigFileTextToJson(file, text) as { error?: ts.Diagnostic };
    return error ? [`${file}: ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`] : [];
  }
  return parseDocument(text).errors.map(({ message }) => `${file}: ${message}`);
}

interface Import {
  readonly file: string;
  readonly target: string;
}

const importsOf = (tree: Tree): readonly Import[] =>
  filesOf(tree, /\.(ts|m?js)$/).flatMap(([file, text]) =>
    targetsIn(text).map((target) => ({ file, target })),
  );

const targetsIn = onceEach((text) =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName),
);

function packagesOf(tree: Tree): ReadonlySet<string> {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    textOf(tree, 'package.json'),
  ) as Record<string, Record<string, string>>;
  return new Set(Object.keys({ ...dependencies, ...devDependencies }));
}

function resolves(
  tree: Tree,
  packages: ReadonlySet<string>,
  file: string,
  target: string,
): boolean {
  if (target.startsWith('.')) return tree.has(path.join(path.dirname(file), target));
  return (
    target.startsWith('node:') ||
    builtinModules.includes(target) ||
    packages.has(packageName(target))
  );
}

const packageName = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

const quotedIn = onceEach((text) =>
  [...text.matchAll(/['"](@?[a-z][\w./-]*)['"]/g)].map(([, name = '']) => packageName(name)),
);

/** Packages used by name: in scripts, in configuration, by require.resolve. */
function mentioned(tree: Tree): readonly string[] {
  const places = filesOf(
    tree,
    /^(package\.json|tools\/.*|.*\.config\.[jt]s|\.githooks\/.*|src\/.*)$/,
  );
  const { scripts } = JSON.parse(textOf(tree, 'package.json')) as {
    scripts: Record<string, string>;
  };
  const commands = Object.values(scripts).flatMap((script) => script.split(/[ =]/));
  const binaries: Readonly<Record<string, string>> = { tsc: 'typescript' };
  const quoted = places
    .filter(([file]) => file !== 'package.json')
    .flatMap(([, text]) => quotedIn(text));
  return [
    ...commands.map((word) => binaries[word] ?? word),
    ...quoted,
    ...(text('--coverage') ? ['@vitest/coverage-v8'] : []),
    // Vitest runs on it, in whatever version is newest that day unless the project names one.
    ...(text('vitest') ? ['vite'] : []),
  ];

  function text(part: string): boolean {
    return Object.values(scripts).some((script) => script.includes(part));
  }
}
