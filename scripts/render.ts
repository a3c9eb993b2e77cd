/**
 * Writes a project straight from `templates/`, without a build: for people who work on templates.
 *
 *   node --import tsx scripts/render.ts --out /tmp/shop --level 3 --database postgres [--feature docker] [--module "orders title:string"] [--starter todo] [--no-example] [--no-lessons]
 */
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import fs from 'fs-extra';
import { readCatalog } from '../src/catalog/read.ts';
import { compose } from '../src/compose/compose.ts';
import { readWords } from '../src/modules/options.ts';
import { resolve } from '../src/resolve/resolve.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    name: { type: 'string', default: 'shop' },
    level: { type: 'string', default: '2' },
    database: { type: 'string', default: 'none' },
    feature: { type: 'string', multiple: true, default: [] },
    module: { type: 'string', multiple: true, default: [] },
    starter: { type: 'string' },
    'no-example': { type: 'boolean', default: false },
    'no-lessons': { type: 'boolean', default: false },
  },
});
if (!values.out) throw new Error('--out DIR is missing');

const catalog = await readCatalog(path.join(import.meta.dirname, '../templates'));
const blueprint = resolve(
  {
    name: values.name,
    description: 'A backend to look at.',
    level: Number(values.level),
    database: values.database,
    features: values.feature,
    modules: values.module.map((text) => {
      const [name = '', ...words] = text.trim().split(/\s+/);
      return { name, ...readWords(words) };
    }),
    example: !values['no-example'] && !values.starter,
    ...(values.starter && { starter: values.starter }),
    lessons: !values['no-lessons'],
    packageManager: 'npm',
  },
  catalog,
);

for (const [file, { text, isExecutable, isPrivate }] of await compose(blueprint)) {
  const target = path.join(values.out, file);
  const filled = text.replaceAll(/<secret:\w+>/g, () => randomBytes(32).toString('base64url'));
  fs.outputFileSync(target, filled);
  if (isExecutable) fs.chmodSync(target, 0o755);
  if (isPrivate) fs.chmodSync(target, 0o600);
}
