/** What a project from level 7 on needs in production, its own schema says; the file of each platform has to say it, too. */
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as zod from 'zod';
import { onceEach } from '../../src/once.ts';
import type { Tree } from '../../src/types.ts';
import { catalog, render, textOf } from '../support/answers.ts';
import { labelOf, validAnswers } from '../support/combinations.ts';
import { PLATFORMS, SECRET, type Variables } from '../support/deployments.ts';

const projects = await Promise.all(
  validAnswers()
    .filter(({ level }) => level >= 7)
    .map(async (answers) => ({ label: labelOf(answers), tree: await render(answers) })),
);

/** Names of variables that nobody may read who reads the repository. */
const secrets = new Set(
  catalog.layers
    .flatMap(({ env }) => env ?? [])
    .filter(({ secret, deploy }) => secret || (deploy && deploy.kind !== 'setting'))
    .map(({ name }) => name),
);

describe.each(projects)('$label', ({ tree }) => {
  const expected = Object.keys(PLATFORMS['compose']?.(tree) ?? {}).sort();

  test.each(Object.entries(PLATFORMS))('%s is told what production needs', (_, read) => {
    const deployment = read(tree);
    expect(Object.keys(deployment).sort()).toEqual(expected);
    for (const variables of Object.values(deployment)) {
      const env = loadEnvOf(tree)({ NODE_ENV: 'production', ...filledIn(variables) });
      expect(neededBySource(tree).filter((name) => env[name] === undefined)).toEqual([]);
      expect(Object.entries(env).filter(([, value]) => isOfADeveloper(value))).toEqual([]);
    }
  });

  test.each(Object.entries(PLATFORMS))('%s finds no secret in its file', (_, read) => {
    const said = Object.values(read(tree)).flatMap((variables) => Object.entries(variables));
    const told = said.filter(([name, value]) => secrets.has(name) && typeof value === 'string');
    expect(told.filter(([, value]) => !isWithoutPassword(value))).toEqual([]);
  });

  test('the documentation of deployments names everything they must be told', () => {
    const readme = textOf(tree, 'deploy/README.md');
    const named = Object.keys(PLATFORMS['fly']?.(tree)['app'] ?? {});
    expect(named.filter((name) => !readme.includes(`\`${name}`))).toEqual([]);
  });
});

type Env = Readonly<Record<string, unknown>>;

type LoadEnv = (source: NodeJS.Dict<string>) => Env;

const loadEnvOf = (tree: Tree): LoadEnv => loadEnvIn(textOf(tree, 'src/config/env.ts'));

/** The project's own `loadEnv`, without the rest of it. */
const loadEnvIn = onceEach((text): LoadEnv => {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: { loadEnv?: LoadEnv } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- our own template, as it is written into projects
  new Function('require', 'exports', outputText)(() => zod, exports);
  if (!exports.loadEnv) throw new Error('src/config/env.ts exports no loadEnv');
  return exports.loadEnv;
});

/** Placeholders replaced, and secrets as a platform would hand them out. */
const filledIn = (variables: Variables): NodeJS.Dict<string> =>
  Object.fromEntries(
    Object.entries(variables)
      .map(([name, value]) => [
        name,
        value === SECRET ? drawn(name) : value.replace('change-me.example', 'shop.test'),
      ])
      .map(([name = '', value = '']) => [name, value.replace('change-me', 'shop')]),
  );

const drawn = (name: string): string => {
  const scheme = {
    DATABASE_URL: 'postgres',
    MONGODB_URL: 'mongodb',
    REDIS_URL: 'rediss',
    AMQP_URL: 'amqps',
    SMTP_URL: 'smtps',
  }[name];
  return scheme ? `${scheme}://user:drawn@service.test/path` : '0123456789abcdef'.repeat(4);
};

/** What starts with a default of its own, and stops without it in production. */
const neededBySource = (tree: Tree): readonly string[] =>
  [...tree]
    .filter(([file]) => file.startsWith('src/'))
    .flatMap(([, { text }]) => [...text.matchAll(/'([A-Z_]+) is needed in production/g)])
    .map(([, name = '']) => name);

const isOfADeveloper = (value: unknown): boolean =>
  /localhost|127\.0\.0\.1|@example\.com|^\*$/.test(String(value));

const isWithoutPassword = (value: unknown): boolean =>
  value === '' || (URL.canParse(String(value)) && new URL(String(value)).password === '');
