/** A setup file of vitest: runs in every test file, also where files share their modules. */
import { afterAll } from 'vitest';
import { removeScratch } from './scratch.ts';

afterAll(removeScratch);
