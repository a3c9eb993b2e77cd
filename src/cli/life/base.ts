/** What we wrote last time: made again, or from git, or by the version that wrote it. Held against the recorded digests. */
import type { Manifest } from '../../answers/manifest.ts';
import { compose, MANIFEST } from '../../compose/compose.ts';
import { digest } from '../../compose/digest.ts';
import { readBase } from '../../disk/base-ref.ts';
import { run } from '../../disk/run.ts';
import { UserError } from '../../errors.ts';
import { printable } from '../../names.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Catalog, Tree, TreeFile } from '../../types.ts';
import { VERSION } from '../../version.ts';
import { isNewer } from './versions.ts';
import type { Project } from './project.ts';

/** @throws UserError REFUSED when another version wrote it: the way there is `update`. */
export async function baseOf(project: Project, catalog: Catalog): Promise<Tree> {
  const { manifest } = project;
  if (manifest.generator !== VERSION) throw otherVersion(manifest.generator);
  const tree = await compose(resolve(manifest.answers, catalog));
  const differs = [...tree].find(
    ([path, { text }]) => path in manifest.files && manifest.files[path] !== digest(text),
  );
  if (!differs) return tree;
  throw new UserError(
    'REFUSED',
    `${MANIFEST} does not fit its own answers (${differs[0]}).`,
    'Take it from git.',
  );
}

/**
 * What another version wrote: the ref in git, else that version itself, through npm.
 * @throws UserError REFUSED when neither is to be had: without a base every merge would be a guess.
 */
export async function baseOfAnyVersion(project: Project, catalog: Catalog): Promise<Tree> {
  const { manifest, root } = project;
  if (manifest.generator === VERSION) return baseOf(project, catalog);
  if (isNewer(manifest.generator, VERSION)) throw fromTheFuture(manifest.generator);
  const fits = (tree: Tree): boolean => fitsDigests(tree, manifest);
  const tree = (await readBase(root, fits)) ?? (await renderedBy(project, fits));
  if (tree) return onlyWritten(tree, project);
  throw new UserError(
    'REFUSED',
    `What version ${printable(manifest.generator)} wrote cannot be found: the ref refs/backendbytes/base is not in this clone, and npm could not run that version.`,
    'With a connection to the npm registry, run this again; or fetch the ref from the clone that has it: git fetch <clone> "refs/backendbytes/*:refs/backendbytes/*"',
  );
}

const fitsDigests = (tree: Tree, { files }: Manifest): boolean =>
  Object.entries(files).every(([path, wanted]) => {
    const file = tree.get(path);
    return file !== undefined && digest(file.text) === wanted;
  });

/** The ref of a first commit holds a lock file, too. */
const onlyWritten = (tree: Tree, { manifest, text }: Project): Tree =>
  new Map([...[...tree].filter(([path]) => path in manifest.files), [MANIFEST, { text }] as const]);

/** `render` is frozen since the first release for this. */
async function renderedBy(
  { root, manifest }: Project,
  fits: (tree: Tree) => boolean,
): Promise<Tree | undefined> {
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(manifest.generator)) return undefined;
  const rendered = await run({
    program: 'npm',
    args: [
      'exec',
      '--yes',
      '--ignore-scripts',
      `--package=create-backendbytes@${manifest.generator}`,
      '--',
      'backendbytes',
      'render',
      '--config',
      MANIFEST,
    ],
    cwd: root,
    timeoutMs: 120_000,
    keep: 64 * 1024 * 1024,
  });
  const tree = rendered.kind === 'done' ? treeOf(rendered.output) : undefined;
  return tree && fits(tree) ? tree : undefined;
}

function treeOf(output: string): Tree | undefined {
  try {
    const { files } = JSON.parse(output) as {
      readonly files: Readonly<Record<string, { readonly text: string; readonly mode: string }>>;
    };
    return new Map(
      Object.entries(files).map(([path, { text, mode }]): [string, TreeFile] => [
        path,
        { text, ...(mode === '755' && { isExecutable: true }) },
      ]),
    );
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) return undefined;
    throw cause;
  }
}

const otherVersion = (version: string): UserError =>
  new UserError(
    'REFUSED',
    `The project was made by version ${printable(version)}, you run ${VERSION}.`,
    isNewer(version, VERSION)
      ? `Run that version: npx --package create-backendbytes@${printable(version)} backendbytes …`
      : `First: backendbytes update; or run the version that made it: npx --package create-backendbytes@${printable(version)} backendbytes …`,
  );

const fromTheFuture = (version: string): UserError =>
  new UserError(
    'REFUSED',
    `The project was made by version ${printable(version)}, which is newer than ${VERSION}.`,
    'Run: npx --package create-backendbytes@latest backendbytes update',
  );
