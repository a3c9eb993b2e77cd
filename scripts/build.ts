/** dist/: the catalog as one JSON file, and the program as a few bundles. What is rarely needed is a chunk of its own. */
import path from 'node:path';
import { build } from 'esbuild';
import fs from 'fs-extra';
import { readCatalog } from '../src/catalog/read.ts';
import { declarations } from './declarations.ts';

const root = path.join(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

fs.emptyDirSync(dist);
fs.writeJsonSync(path.join(dist, 'catalog.json'), await readCatalog(path.join(root, 'templates')));
await build({
  entryPoints: {
    main: path.join(root, 'src/cli/main.ts'),
    index: path.join(root, 'src/index.ts'),
  },
  outdir: dist,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  // The UMD form of jsonc-parser hides its requires from the bundler.
  mainFields: ['module', 'main'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  // CommonJS packages inside the bundle ask for Node's own modules with require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
declarations().forEach((text, file) => fs.outputFileSync(path.join(dist, 'types', file), text));
