import { hash } from 'node:crypto';
import { onceEach } from '../once.ts';

/** SHA-256 in hex of a text's UTF-8 bytes. A change renders a project twice, and most files are the same in both. */
export const digest = onceEach((text) => hash('sha256', text));
