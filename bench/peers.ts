/** Other generators, installed into a temporary folder; each with the smallest job that it documents. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from './measure.ts';

const PACKAGES = ['create-vite@8', 'fastify-cli@8', '@nestjs/cli@11', 'hygen@6', 'plop@4'];
const FILES = 80;

export function peers(home: string): readonly Command[] {
  const modules = install(home);
  const at = (...parts: readonly string[]): string => path.join(modules, ...parts);
  const templates = writeTemplates(home);
  const [vite, nest] = [at('create-vite/index.js'), at('@nestjs/cli/bin/nest.js')];
  return [
    { label: 'create-vite --help', args: [vite, '--help'] },
    {
      label: 'create-vite vanilla-ts',
      args: [vite, '$DIR', '--template', 'vanilla-ts', '--no-interactive'],
    },
    { label: 'nest --help', args: [nest, '--help'] },
    {
      label: 'nest new',
      args: [nest, 'new', '$DIR', '--skip-install', '--skip-git', '--package-manager', 'npm'],
    },
    {
      label: 'fastify-cli generate --lang=ts',
      args: [at('fastify-cli/cli.js'), 'generate', '$DIR', '--lang=ts'],
    },
    {
      label: `hygen, ${FILES} files`,
      args: [at('hygen/dist/bin.js'), 'thing', 'new', '--name', 'order'],
      copyOf: templates,
    },
    {
      label: `plop, ${FILES} files`,
      args: [at('plop/bin/plop.js'), 'thing', 'order'],
      copyOf: templates,
    },
  ];
}

function install(home: string): string {
  const tools = path.join(home, 'peers');
  const { status } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', tools, ...PACKAGES],
    { stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('the peers could not be installed');
  return path.join(tools, 'node_modules');
}

/** The same files for hygen and plop: about 1.4 kB each, one variable in every other line. */
function writeTemplates(home: string): string {
  const root = path.join(home, 'templates');
  const body = (variable: string): string =>
    `export const ${variable} = 'a line of code that says nothing';\n// and one without a name\n`.repeat(
      15,
    );
  const numbers = Array.from({ length: FILES }, (_, at) => at);
  mkdirSync(path.join(root, '_templates/thing/new'), { recursive: true });
  mkdirSync(path.join(root, 'plop'), { recursive: true });
  for (const at of numbers) {
    const front = `---\nto: out/<%= name %>-${at}.ts\n---\n`;
    writeFileSync(path.join(root, `_templates/thing/new/${at}.ejs.t`), front + body('<%= name %>'));
    writeFileSync(path.join(root, `plop/${at}.hbs`), body('{{name}}'));
  }
  const actions = numbers.map((at) => ({
    type: 'add',
    path: `out/{{name}}-${at}.ts`,
    templateFile: `plop/${at}.hbs`,
  }));
  const prompts = [{ type: 'input', name: 'name', message: 'name' }];
  writeFileSync(path.join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(
    path.join(root, 'plopfile.js'),
    `export default (plop) => plop.setGenerator('thing', ${JSON.stringify({ description: '', prompts, actions })});\n`,
  );
  return root;
}
