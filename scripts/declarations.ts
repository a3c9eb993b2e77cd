/** The types of the public surface: the declarations of src/index.ts and of what they name, nothing else. */
import path from 'node:path';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '..');
const src = path.join(root, 'src');

/** `api/types.d.ts` → its text, sorted. */
export function declarations(): ReadonlyMap<string, string> {
  const all = emitted();
  const needed = new Set<string>();
  const visit = (file: string): void => {
    if (needed.has(file)) return;
    needed.add(file);
    importsIn(all.get(file) ?? '').forEach((name) =>
      visit(path.posix.join(path.posix.dirname(file), name)),
    );
  };
  visit('index.d.ts');
  return new Map([...needed].sort().map((file) => [file, withEndings(all.get(file) ?? '')]));
}

function emitted(): ReadonlyMap<string, string> {
  const config = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) =>
    ts.sys.readFile(file),
  );
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram([path.join(src, 'index.ts')], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: root,
    outDir: '/',
  });
  const files = new Map<string, string>();
  program.emit(undefined, (file, text) => files.set(path.posix.relative('/src', file), text));
  return files;
}

/** `./api/types.ts` as the file that declares it. */
const importsIn = (text: string): readonly string[] =>
  [...text.matchAll(/from '(\.[^']+)\.ts'/g)].map(([, name = '']) => `${name}.d.ts`);

/** A package has no .ts files. */
const withEndings = (text: string): string => text.replaceAll(/(from '\.[^']+)\.ts'/g, "$1.js'");
