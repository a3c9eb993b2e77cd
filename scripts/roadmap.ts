/** Writes docs/roadmap.md: after a change of lessons, checklists or `scripts/roadmap/`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { readCatalog } from '../src/catalog/read.ts';
import { roadmapDocument } from './roadmap/document.ts';

const root = path.join(import.meta.dirname, '..');
const text = roadmapDocument(await readCatalog(path.join(root, 'templates')));
const file = path.join(root, 'docs/roadmap.md');
writeFileSync(file, await prettier.format(text, { parser: 'markdown' }));
