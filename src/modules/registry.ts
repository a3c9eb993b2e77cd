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

const GENERATORS: readonly GeneratorInfo[] = [
  {
    name: 'module',
    description: 'a resource with its table, routes, checks, tests and documentation',
    prompts: [
      { type: 'input', name: 'name', message: 'What is it called?' },
      { type: 'input', name: 'fields', message: 'Which fields does it have?' },
    ],
  },
];

const ACTION = 'backendbytes';

// Without a plopfile plop would require `package.json` from the working directory, and find a `package.json.js` there.
const NOWHERE = '\0';

/** A user's own plopfile would be loaded here, once its owner names one of its generators. */
export async function loadRegistry<Result>(render: Render<Result>): Promise<Registry<Result>> {
  const { default: nodePlop } = await import('node-plop');
  const plop = await nodePlop('', { destBasePath: NOWHERE, force: false });
  const runs = new WeakMap<object, Outcome<Result>>();
  plop.setActionType(ACTION, async (answers) => {
    runs.set(answers, await settle(() => renderModule(render, answers)));
    return '';
  });
  GENERATORS.forEach(({ name, description, prompts }) =>
    plop.setGenerator(name, { description, prompts: [...prompts], actions: [{ type: ACTION }] }),
  );
  return {
    listGenerators: () =>
      GENERATORS.filter(({ name }) => plop.getGeneratorList().some((one) => one.name === name)),
    runGenerator: async (name, answers) => {
      refuseUnknown(
        name,
        plop.getGeneratorList().map((one) => one.name),
      );
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
