/** Our generators, registered with plop. Plop keeps the list and runs the actions; every file comes from our pipeline. */
import { nearest } from '../answers/nearest.ts';
import { UserError } from '../errors.ts';
import { quoted } from './field-error.ts';

/** The pipeline: what a generator's answers become. */
export type Render<Result> = (name: string, fields: readonly string[]) => Promise<Result>;

/** A question as data; who asks it is up to the caller. */
export interface Prompt {
  readonly type: 'input';
  readonly name: string;
  readonly message: string;
}

export interface GeneratorInfo {
  readonly name: string;
  readonly description: string;
  readonly prompts: readonly Prompt[];
}

export type GeneratorAnswers = Readonly<Record<string, unknown>>;

export interface Registry<Result> {
  listGenerators(): readonly GeneratorInfo[];
  /** @throws what the pipeline threw, unchanged */
  runGenerator(name: string, answers: GeneratorAnswers): Promise<Result>;
}

/** One of ours that a layer brings, and what it does with its answers. */
export interface LayerGenerator<Result> extends GeneratorInfo {
  readonly run: (answers: GeneratorAnswers) => Promise<Result>;
}

const NAME: Prompt = { type: 'input', name: 'name', message: 'What is it called?' };

const moduleGenerator = <Result>(render: Render<Result>): LayerGenerator<Result> => ({
  name: 'module',
  description: 'a resource with its table, routes, checks, tests and documentation',
  prompts: [NAME, { type: 'input', name: 'fields', message: 'Which fields does it have?' }],
  run: (answers) => renderModule(render, answers),
});

/** What every generator of a layer asks. */
export const namePrompts: readonly Prompt[] = [NAME];

const ACTION = 'backendbytes';

// Without a plopfile plop would require `package.json` from the working directory, and find a `package.json.js` there.
const NOWHERE = '\0';

export async function loadRegistry<Result>(
  render: Render<Result>,
  others: readonly LayerGenerator<Result>[] = [],
): Promise<Registry<Result>> {
  const generators = [moduleGenerator(render), ...others];
  const { default: nodePlop } = await import('node-plop');
  const plop = await nodePlop('', { destBasePath: NOWHERE, force: false });
  const runs = new WeakMap<object, Outcome<Result>>();
  generators.forEach(({ name, description, prompts, run }) => {
    plop.setActionType(`${ACTION} ${name}`, async (answers) => {
      runs.set(answers, await settle(() => run(answers as GeneratorAnswers)));
      return '';
    });
    const actions = [{ type: `${ACTION} ${name}` }];
    plop.setGenerator(name, { description, prompts: [...prompts], actions });
  });
  const known = () => plop.getGeneratorList().map(({ name }) => name);
  return {
    listGenerators: () => generators.filter(({ name }) => known().includes(name)),
    runGenerator: async (name, answers) => {
      refuseUnknown(name, known());
      const data = { ...answers };
      const { failures } = await plop.getGenerator(name).runActions(data);
      return resultOf(name, runs.get(data), failures);
    },
  };
}

/** Plop turns what an action returns or throws into a string, so it travels beside plop. */
type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: unknown };

async function settle<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { kind: 'done', result: await work() };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function resultOf<Result>(
  name: string,
  outcome: Outcome<Result> | undefined,
  failures: readonly object[],
): Result {
  if (!outcome) throw new Error(`generator ${name} did nothing: ${JSON.stringify(failures)}`);
  if (outcome.kind === 'failed') throw outcome.error;
  return outcome.result;
}

async function renderModule<Result>(
  render: Render<Result>,
  { name, fields = [] }: GeneratorAnswers,
): Promise<Result> {
  if (typeof name !== 'string')
    throw new UserError('USAGE', 'A module needs a name.', 'For example: orders');
  return render(name, fieldTexts(fields));
}

/** A list, or one line as it was typed at a prompt. */
function fieldTexts(fields: unknown): readonly string[] {
  const list =
    typeof fields === 'string'
      ? fields
          .trim()
          .split(/\s+/)
          .filter((text) => text !== '')
      : fields;
  if (Array.isArray(list) && list.every((text) => typeof text === 'string')) return list;
  throw new UserError(
    'USAGE',
    'The fields of a module are texts.',
    'For example: title:string done:boolean=false',
  );
}

function refuseUnknown(name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const meant = nearest(name, known);
  const hint = meant ? `Did you mean ${meant}?` : `Generators: ${known.join(', ')}`;
  throw new UserError('USAGE', `There is no generator ${quoted(name)}.`, hint);
}
