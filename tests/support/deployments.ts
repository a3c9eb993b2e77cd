/** What the files of each platform tell the processes of a project: read as the platform would. */
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import type { Tree } from '../../src/types.ts';
import { textOf } from './answers.ts';

/** Only the platform's store holds it. */
export const SECRET = Symbol('secret');
export type Value = string | typeof SECRET;
export type Variables = Readonly<Record<string, Value>>;
/** process → what it is told */
export type Deployment = Readonly<Record<string, Variables>>;

type Json = Readonly<Record<string, unknown>>;

export const PLATFORMS: Readonly<Record<string, (tree: Tree) => Deployment>> = {
  compose: readCompose,
  render: readRender,
  railway: readRailway,
  fly: readFly,
  heroku: readHeroku,
  aws: readAws,
};

interface Service {
  readonly build?: string;
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string | number | null>>;
}

/** Both files and the settings of production; what compose refuses to start without is a secret. */
function readCompose(tree: Tree): Deployment {
  const [base, changes] = ['compose.yaml', 'compose.prod.yaml'].map(
    (file) =>
      (parse(textOf(tree, file), { logLevel: 'error' }) as { services: Record<string, Service> })
        .services,
  );
  const settings = parseEnv(textOf(tree, 'config/production.env'));
  const ours = Object.entries(base ?? {}).filter(([, { build, restart }]) => build && restart);
  return Object.fromEntries(
    ours.map(([name, { environment }]) => {
      const said = Object.entries({ ...environment, ...changes?.[name]?.environment });
      const values = said.map(([key, text]) => [key, interpolate(String(text ?? ''), settings)]);
      return [name, Object.fromEntries(values) as Variables];
    }),
  );
}

function interpolate(text: string, settings: NodeJS.Dict<string>): Value {
  let isSecret = false;
  const value = text.replaceAll(/\$\{(\w+)(:?[?-])?([^}]*)\}/g, (_, name: string, sign, rest) => {
    const setting = settings[name];
    if (setting !== undefined) return setting;
    if (sign === ':?') isSecret = true;
    else if (sign === '?') throw new Error(`config/production.env does not set ${name}`);
    return String(rest);
  });
  return isSecret ? SECRET : value;
}

interface RenderVariable {
  readonly key: string;
  readonly value?: string;
  readonly fromGroup?: string;
}
interface RenderService {
  readonly name: string;
  readonly type: string;
  readonly envVars: readonly RenderVariable[];
}

function readRender(tree: Tree): Deployment {
  const { services, envVarGroups } = parse(textOf(tree, 'deploy/render.yaml')) as Readonly<
    Record<'services' | 'envVarGroups', readonly RenderService[]>
  >;
  const groups = new Map(envVarGroups.map(({ name, envVars }) => [name, envVars]));
  const told = ({ envVars }: RenderService) =>
    envVars
      .flatMap((one) => (one.fromGroup ? (groups.get(one.fromGroup) ?? []) : [one]))
      .map(({ key, value }) => [key, value ?? SECRET]);
  const names: Readonly<Record<string, string>> = { web: 'app', worker: 'worker' };
  return Object.fromEntries(
    services.flatMap((service) => {
      const name = names[service.type];
      return name ? [[name, Object.fromEntries(told(service)) as Variables]] : [];
    }),
  );
}

/** One list of variables for all services of a project. */
function readRailway(tree: Tree): Deployment {
  const variables = mapValues(parseEnv(textOf(tree, 'deploy/railway.env')), (value) =>
    value === 'change-me' || value?.startsWith('${{') ? SECRET : (value ?? ''),
  );
  const worker = tree.has('deploy/railway.worker.json') ? { worker: variables } : {};
  return { app: variables, ...worker };
}

/** `[env]`, and the secrets that the head of the file asks for. */
function readFly(tree: Tree): Deployment {
  const text = textOf(tree, 'deploy/fly.toml');
  const section = (name: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      [...(text.split(`[${name}]\n`)[1]?.split('\n[')[0] ?? '').matchAll(/^(\w+) = "(.*)"$/gm)].map(
        ([, key = '', value = '']) => [key, value],
      ),
    );
  const secrets = [...text.matchAll(/^# {3}([A-Z_]+):/gm)].map(([, name = '']) => [name, SECRET]);
  const variables = { ...section('env'), ...(Object.fromEntries(secrets) as Variables) };
  return mapValues(section('processes'), () => variables);
}

/** A database that is an add-on says its own address. */
function readHeroku(tree: Tree): Deployment {
  const { env, addons = [] } = JSON.parse(textOf(tree, 'app.json')) as {
    env: Readonly<Record<string, { readonly value?: string }>>;
    addons?: readonly { readonly as: string }[];
  };
  const addresses = addons.map(({ as }) => [`${as}_URL`, SECRET]);
  const variables = {
    ...mapValues(env, ({ value }) => value ?? SECRET),
    ...(Object.fromEntries(addresses) as Variables),
  };
  const { run } = parse(textOf(tree, 'heroku.yml')) as { run: Json };
  return Object.fromEntries(
    Object.keys(run).map((name) => [name === 'web' ? 'app' : name, variables]),
  );
}

interface Container {
  readonly name: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
}

function readAws(tree: Tree): Deployment {
  const files = [...tree.keys()].filter((file) => file.startsWith('deploy/aws/'));
  const containers = files.flatMap(
    (file) =>
      (JSON.parse(textOf(tree, file)) as { containerDefinitions: readonly Container[] })
        .containerDefinitions,
  );
  return Object.fromEntries(
    containers.map(({ name, environment, secrets }) => [
      name,
      Object.fromEntries([
        ...environment.map((one): [string, Value] => [one.name, one.value]),
        ...secrets.map((one): [string, Value] => [one.name, SECRET]),
      ]),
    ]),
  );
}

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
