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
  const texts = [...needed].map((file) => all.get(file) ?? '');
  const wanted = new Set(texts.flatMap(namesImported));
  return new Map(
    [...needed].sort().map((file) => {
      const text = all.get(file) ?? '';
      return [file, withEndings(file === 'index.d.ts' ? text : onlyWanted(text, wanted))];
    }),
  );
}

/** `Answers` of `import type { Answers } from './types.ts'`. */
const namesImported = (text: string): readonly string[] =>
  [...text.matchAll(/\{([^}]*)\} from '\./g)].flatMap(([, list = '']) => list.match(/\w+/g) ?? []);

/** The statements that declare what others import, and what those mention. */
function onlyWanted(text: string, wanted: ReadonlySet<string>): string {
  const source = ts.createSourceFile('a.d.ts', text, ts.ScriptTarget.Latest, true);
  const kept = new Set<ts.Statement>();
  const keep = (statement: ts.Statement): void => {
    if (kept.has(statement)) return;
    kept.add(statement);
    const mentioned = new Set(statement.getText().match(/\w+/g));
    source.statements.filter((other) => mentioned.has(nameOf(other))).forEach(keep);
  };
  source.statements.filter((one) => nameOf(one) === '' || wanted.has(nameOf(one))).forEach(keep);
  return source.statements
    .filter((one) => kept.has(one))
    .map((one) => one.getFullText().trim())
    .join('\n')
    .concat('\n');
}

/** Empty for imports, exports and defaults, which stay. */
function nameOf(statement: ts.Statement): string {
  const isDefault = ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
    : false;
  if (isDefault) return '';
  const isNamed =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement);
  if (isNamed) return statement.name?.text ?? '';
  if (!ts.isVariableStatement(statement)) return '';
  const [first] = statement.declarationList.declarations;
  return first?.name.getText() ?? '';
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
