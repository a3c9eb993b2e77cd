/** For users of plain plop: `await plop.load('create-backendbytes')` in a plopfile brings our generators. */
import type { Operation } from './types.ts';

/** What we use of plop, so that nobody needs its types to read ours. */
export interface Plop {
  setDefaultInclude(include: { readonly generators: boolean }): unknown;
  setGenerator(name: string, generator: object): unknown;
  getDestBasePath(): string;
}

const MODULE = {
  description: 'a resource with its table, routes, checks, tests and documentation',
  prompts: [
    { type: 'input', name: 'name', message: 'What is it called?' },
    {
      type: 'input',
      name: 'fields',
      message: 'Which fields does it have? (title:string price:decimal)',
    },
  ],
};

export default function plopfile(plop: Plop): void {
  plop.setDefaultInclude({ generators: true });
  const actions = [(answers: object) => generate(answers, plop.getDestBasePath())];
  plop.setGenerator('module', { ...MODULE, actions });
}

async function generate(answers: object, dir: string): Promise<string> {
  const { name, fields = '' } = answers as { readonly name: string; readonly fields?: string };
  const words = fields.split(/\s+/).filter((word) => word !== '');
  const operation: Operation = { generate: 'module', name, fields: words };
  const { evolve } = await import('../index.ts');
  const { ok, changes } = await evolve(dir, operation);
  if (ok) return `${changes.length} files changed`;
  const conflicts = changes.filter(({ kind }) => kind === 'conflict').map(({ path }) => path);
  throw new Error(`nothing was changed: you edited ${conflicts.join(', ')}`);
}
