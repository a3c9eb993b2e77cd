/** Twenty things an owner does to a project after it was made. Lines of theirs hold the word MINE. */
export type Files = Map<string, string>;

export interface Edit {
  readonly name: string;
  /** changes the files, and says which of them it touched; none: there is no such place in this project */
  readonly apply: (files: Files) => readonly string[];
}

const change =
  (path: string, edit: (text: string) => string): Edit['apply'] =>
  (files) => {
    const before = files.get(path);
    if (before === undefined) return [];
    const after = edit(before);
    if (after === before) return [];
    files.set(path, after);
    return [path];
  };

const everySource =
  (edit: (text: string) => string): Edit['apply'] =>
  (files) =>
    [...files.keys()]
      .filter((path) => /^src\/.*\.ts$/.test(path))
      .flatMap((path) => change(path, edit)(files));

const create =
  (path: string, text: string): Edit['apply'] =>
  (files) => {
    files.set(path, text);
    return [path];
  };

const both =
  (...edits: readonly Edit['apply'][]): Edit['apply'] =>
  (files) =>
    edits.flatMap((edit) => edit(files));

const before = (mark: RegExp, line: string) => (text: string) =>
  text.replace(mark, (found) => `${line}\n${found}`);
const after = (mark: RegExp, line: string) => (text: string) =>
  text.replace(mark, (found) => `${found}\n${line}`);

export const EDITS: readonly Edit[] = [
  {
    name: 'one file reformatted with tabs',
    apply: change('src/app.ts', (text) =>
      text.replaceAll(/^( {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2)),
    ),
  },
  {
    name: 'a local variable renamed',
    apply: change('src/shutdown.ts', (text) => text.replaceAll(/\blog\b/g, 'logMINE')),
  },
  {
    name: 'a route of their own',
    apply: both(
      create('src/routes/status.routes.ts', '// MINE\nexport const statusRoutes = () => [];\n'),
      change(
        'src/routes/index.ts',
        after(
          /^import .*todos\.routes.*$/m,
          "import { statusRoutes } from './status.routes.ts'; // MINE",
        ),
      ),
    ),
  },
  {
    name: 'a dependency in the same gap of package.json',
    apply: change('package.json', (text) =>
      text.replace('"express":', '"dotenvMINE": "1.0.0",\n    "express":'),
    ),
  },
  {
    name: 'a script of their own',
    apply: change('package.json', (text) =>
      text.replace('"lint":', '"MINE": "node mine.js",\n    "lint":'),
    ),
  },
  {
    name: 'a version raised',
    apply: change('package.json', (text) => text.replace(/"pino": "[^"]+"/, '"pino": "99.0.0"')),
  },
  {
    name: 'a generated test deleted',
    apply: (files) =>
      files.delete('tests/component/security.test.ts') ? ['tests/component/security.test.ts'] : [],
  },
  {
    name: 'a default of the environment changed',
    apply: change('src/config/env.ts', (text) => text.replace('.default(3000)', '.default(4000)')),
  },
  {
    name: 'a value of .env changed',
    apply: change('.env', (text) => text.replace(/^PORT=.*$/m, 'PORT=4000\nMINE=1')),
  },
  {
    name: 'a variable of their own in .env.example',
    apply: change('.env.example', (text) => `${text}\n# MINE\nMINE=1\n`),
  },
  {
    name: 'a middleware between ours',
    apply: both(
      create('src/middleware/mine.ts', '// MINE\nexport const mine = () => () => undefined;\n'),
      change('src/middleware/index.ts', (text) =>
        before(
          /^ {2}requestLog,$/m,
          '  mine, // MINE',
        )(after(/^import .*overload.*$/m, "import { mine } from './mine.ts'; // MINE")(text)),
      ),
    ),
  },
  {
    name: 'Windows line ends everywhere',
    apply: everySource((text) => text.replaceAll('\n', '\r\n')),
  },
  { name: 'a byte order mark', apply: change('src/app.ts', (text) => `\uFEFF${text}// MINE\n`) },
  {
    name: 'a file moved',
    apply: (files) => {
      const text = files.get('src/utils/event-loop.ts');
      if (text === undefined) return [];
      files.delete('src/utils/event-loop.ts');
      files.set('src/lib/event-loop.ts', `// MINE\n${text}`);
      return ['src/utils/event-loop.ts', 'src/lib/event-loop.ts'];
    },
  },
  {
    name: 'a migration of their own',
    apply: (files) =>
      [...files.keys()].some((path) => path.startsWith('src/db/migrations/'))
        ? create('src/db/migrations/20261124093000_mine.sql', '-- MINE\n')(files)
        : [],
  },
  {
    name: 'comments at the head of every source',
    apply: everySource((text) => `// MINE\n${text}`),
  },
  {
    name: 'a function at the end of every source',
    apply: everySource((text) => `${text}\nexport const MINE = 1;\n`),
  },
  {
    name: 'a chapter of their own in the README',
    apply: change('README.md', (text) =>
      text.replace('## Scripts', '## MINE\n\nHow we deploy.\n\n## Scripts'),
    ),
  },
  {
    name: 'an option of tsconfig, with a comment',
    apply: change('tsconfig.json', (text) =>
      text.replace('"strict": true', '// MINE\n    "noUnusedLocals": true,\n    "strict": true'),
    ),
  },
  {
    name: 'an ignored folder of their own',
    apply: change('.gitignore', (text) => `${text}MINE/\n`),
  },
  {
    name: 'a rule of the linter',
    apply: change('eslint.config.js', (text) =>
      text.replace(/^export default/m, '// MINE\nexport default'),
    ),
  },
  {
    name: 'a check in a controller',
    apply: change('src/controllers/todos.controller.ts', (text) =>
      text.replace(/^( *)(create|async function create)/m, '$1// MINE\n$1$2'),
    ),
  },
];
