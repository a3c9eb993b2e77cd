import type { z } from 'zod';
import type { Container } from '../container.ts';

/** When it is put into the queue by itself. */
export type Schedule = { readonly every: number } | { readonly pattern: string };

/** What can be put into the queue: a name, and what comes with it. */
export interface JobKind<Data> {
  readonly name: string;
  /** Raised when the form of the data changes. */
  readonly version: number;
  readonly data: z.ZodType<Data>;
  /** Brings data of an earlier version into the present form; without it, old jobs are refused. */
  readonly upgrade?: (data: unknown, version: number) => unknown;
  readonly attempts?: number;
  /** milliseconds before the second attempt; each wait after it is twice as long */
  readonly delay?: number;
  readonly schedule?: Schedule;
}

export interface JobInfo {
  /** the same at each attempt */
  readonly id: string;
  /** 1, 2, 3 … */
  readonly attempt: number;
}

/** Who does it. It may be done more than once: after a crash nobody knows how far it had come. */
export interface JobHandler {
  readonly kind: JobKind<unknown>;
  readonly run: (data: unknown, info: JobInfo) => Promise<void>;
  /** Told before it is laid aside for good, maybe more than once: until it worked, it is told again. */
  readonly giveUp?: (data: unknown, reason: string) => Promise<void>;
}

type Work<Data> = (data: Data, info: JobInfo) => Promise<void>;

/** A kind, and how its work is made from what the worker has. */
export const handle =
  <Data>(kind: JobKind<Data>, make: (container: Container) => Work<Data>) =>
  (container: Container): JobHandler => ({ kind, run: make(container) as Work<unknown> });
