import { hash } from 'node:crypto';

/** SHA-256 in hex of a text's UTF-8 bytes. */
export const digest = (text: string): string => hash('sha256', text);
