/** dist/: the catalog as JSON, a file a layer, and the program as a few bundles. What is rarely needed is a chunk of its own. */
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import fs from 'fs-extra';
import { readCatalog } from '../src/catalog/read.ts';
import { compiledSpecs } from './compiled-specs.ts';
import { declarations } from './declarations.ts';
import { writeCatalog } from './write-catalog.ts';

const root = path.join(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

fs.emptyDirSync(dist);
const catalog = await readCatalog(path.join(root, 'templates'));
writeCatalog(catalog, dist);

/** Templates are compiled here, so that the package needs only the runtime of Handlebars. */
const precompiled: Plugin = {
  name: 'precompiled',
  setup({ onResolve, onLoad }) {
    const at = (file: string) => path.join(root, 'src/compose', file);
    onResolve({ filter: /\/compile\.ts$/ }, () => ({ path: at('precompiled.ts') }));
    onLoad({ filter: /\/compose\/specs\.ts$/ }, () => ({ contents: compiledSpecs(catalog) }));
  },
};

/** Plop's questions come with half a megabyte of character sets, for those who answer in an editor: they write UTF-8. */
const utf8: Plugin = {
  name: 'utf8',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/iconv-lite\/lib\/index\.js$/ }, () => ({
      contents: `export default {
        encodingExists: () => true,
        decode: (bytes) => bytes.toString('utf8'),
        encode: (text) => Buffer.from(text, 'utf8'),
      };`,
    }));
  },
};

/** degit would load a git client where a fetch fails. It is caged (src/starters/degit.ts), and may not. */
const withoutGit: Plugin = {
  name: 'without-git',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/client-\w+\.js$/ }, ({ importer }) =>
      importer.includes('/degit/') ? { path: 'git', namespace: 'without-git' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'without-git' }, () => ({
      contents: "throw new Error('there is no git client here');",
    }));
  },
};

await build({
  entryPoints: {
    main: path.join(root, 'src/cli/main.ts'),
    index: path.join(root, 'src/index.ts'),
  },
  outdir: dist,
  bundle: true,
  plugins: [precompiled, utf8, withoutGit],
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  // The UMD form of jsonc-parser hides its requires from the bundler.
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'linked',
  // CommonJS packages inside the bundle ask for Node's own modules with require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
declarations().forEach((text, file) => fs.outputFileSync(path.join(dist, 'types', file), text));
