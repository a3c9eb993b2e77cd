/** One round of checks: does it compile, does it start, and what do our own copies of the tests say. */
import fs from 'node:fs';
import path from 'node:path';
import { compose } from '../../compose/compose.ts';
import { startNode, type NodeProcess } from '../../disk/node-process.ts';
import { readText } from '../../disk/read.ts';
import { safePath } from '../../disk/safe-path.ts';
import { checkFiles, CHECKS } from '../../workshop/checks.ts';
import { testOf, type Step } from '../../workshop/steps.ts';
import { startApp, type RunningApp } from './app.ts';
import { compileCause, errorsIn, lastWords, type Cause } from './cause.ts';
import type { WorkshopProject } from './project.ts';

export interface TestResult {
  readonly name: string;
  readonly isPassed: boolean;
  /** the first failure, without the stack */
  readonly message?: string;
}

export interface StepResult {
  readonly step: Step;
  readonly state: 'passed' | 'failed' | 'not-run';
  readonly tests: readonly TestResult[];
}

export interface Round {
  readonly cause?: Cause;
  readonly results: readonly StepResult[];
  /** errors that the app logged while it was checked */
  readonly errors: readonly string[];
  /** tests of which the project's copy is another by now */
  readonly differing: readonly string[];
}

export interface Checking {
  readonly project: WorkshopProject;
  readonly steps: readonly Step[];
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

export async function runChecks(checking: Checking): Promise<Round> {
  const { steps } = checking;
  const differing = steps.map(testOf).filter((file) => isOther(file, checking));
  const found = await look(checking);
  if ('results' in found) return { ...found, differing };
  const results = steps.map((step): StepResult => ({ step, state: 'not-run', tests: [] }));
  return { cause: found, results, errors: [], differing };
}

type Looked = Pick<Round, 'results' | 'errors'>;

function isOther(file: string, { project, steps }: Checking): boolean {
  const mine = readText(project.root, file)?.text.replaceAll('\r\n', '\n');
  return mine !== steps.find((step) => testOf(step) === file)?.test;
}

/** The first thing that goes wrong is the cause; later ones would follow from it. */
async function look(checking: Checking): Promise<Cause | Looked> {
  const { root } = checking.project;
  const missing = ['typescript', 'tsx', 'vitest'].find(
    (name) => !fs.existsSync(path.join(root, 'node_modules', name, 'package.json')),
  );
  if (missing !== undefined) return notInstalled(missing, checking);
  await layOut(checking.project);
  const compiled = await finish(
    startNode({ args: [TSC, '--noEmit', '--pretty', 'false'], cwd: root }),
    checking.signal,
  );
  const wrong = compileCause(compiled.output());
  if (wrong) return wrong;
  const app = await startApp({ root, ...checking });
  if (!('url' in app)) return app;
  try {
    return await test(app, checking);
  } finally {
    await app.stop();
  }
}

const TSC = 'node_modules/typescript/bin/tsc';
const VITEST = 'node_modules/vitest/vitest.mjs';

const notInstalled = (missing: string, { project }: Checking): Cause => ({
  kind: 'not-installed',
  message: `${missing} is not installed. Run: ${project.blueprint.answers.packageManager} install`,
  detail: [],
});

/** Anew each time, so that nothing of an older round is left. */
async function layOut({ root, blueprint }: WorkshopProject): Promise<void> {
  fs.rmSync(safePath(root, CHECKS), { recursive: true, force: true });
  const tree = await compose(blueprint);
  for (const [file, text] of checkFiles(blueprint, tree)) {
    const target = safePath(root, `${CHECKS}/${file}`);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }
}

async function finish(process: NodeProcess, signal: AbortSignal): Promise<NodeProcess> {
  const stop = () => void process.stop();
  signal.addEventListener('abort', stop);
  await process.ended.finally(() => signal.removeEventListener('abort', stop));
  return process;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

async function test(app: RunningApp, checking: Checking): Promise<Cause | Looked> {
  const { root } = checking.project;
  const report = safePath(root, `${CHECKS}/report.json`);
  const files = checking.steps.map(testOf);
  const vitest = await finish(
    startNode({
      args: [
        ...[
          VITEST,
          'run',
          '--root',
          CHECKS,
          '--config',
          safePath(root, `${CHECKS}/vitest.config.mjs`),
        ],
        ...['--reporter=json', `--outputFile=${report}`, ...files],
      ],
      cwd: root,
      env: { ...app.env, WORKSHOP_URL: app.url, NO_COLOR: '1', FORCE_COLOR: undefined },
    }),
    checking.signal,
  );
  const over = app.ended();
  if (over) return over;
  if (!fs.existsSync(report))
    return {
      kind: 'checks-broken',
      message: 'The checks themselves could not run.',
      detail: lastWords(vitest.output()),
    };
  const { testResults } = JSON.parse(fs.readFileSync(report, 'utf8')) as Report;
  const results = checking.steps.map((step) => resultOf(step, testResults));
  return { results, errors: errorsIn(app.output()) };
}

/** A step of which nothing ran is not passed. */
function resultOf(step: Step, all: Report['testResults']): StepResult {
  const file = all.find(({ name }) =>
    name
      .split(path.sep)
      .join('/')
      .endsWith(`/${testOf(step)}`),
  );
  const tests = (file?.assertionResults ?? []).map(
    ({ fullName, status, failureMessages = [] }): TestResult => ({
      name: fullName,
      isPassed: status === 'passed',
      ...(failureMessages[0] !== undefined && { message: firstLines(failureMessages[0]) }),
    }),
  );
  const hasRun = tests.length > 0;
  const isPassed = hasRun && tests.every((one) => one.isPassed);
  return { step, state: isPassed ? 'passed' : hasRun ? 'failed' : 'not-run', tests };
}

const firstLines = (message: string): string =>
  message
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .slice(0, 12)
    .join('\n')
    .trim();
