/**
 * The cases of `faults.json`, which came with the specification of this package. They are never edited: what they
 * call by another name than we do is translated in `translate.ts`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Case {
  readonly id: string;
  readonly command: string;
  readonly title: string;
  readonly setup: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** null · closed · pipe:<text> · tty:<keys> */
  readonly stdin: string;
  readonly wrap: readonly string[];
  /** root, tmpfs, strace, network */
  readonly needs: readonly string[];
  readonly tier: 'pr' | 'nightly' | 'pr-sample+nightly-all';
  readonly expected: {
    /** null: it was killed, and whatever it ended with counts */
    readonly exit: number | null;
    readonly behaviour: string;
    readonly check: readonly string[];
  };
}

const file = path.join(import.meta.dirname, 'faults.json');
export const CASES = (JSON.parse(readFileSync(file, 'utf8')) as { faults: readonly Case[] }).faults;

/** Stopped at every file call in turn. */
export const isSweep = ({ env }: Case): boolean => env['FAULT_N'] === '*';

export const nameOf = ({ id, title }: Case): string => `${id} · ${title}`;
