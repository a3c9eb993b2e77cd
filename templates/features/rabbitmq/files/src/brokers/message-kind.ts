import { z } from 'zod';
import type { Letter } from './broker.ts';
import { currentTrace } from '../utils/trace-context.ts';

/** What services say to each other: a type, the version of its form, and what comes with it. */
export interface MessageKind<Data> {
  /** `order.placed` */
  readonly type: string;
  /** Raised when a form comes that readers of the one before cannot read. */
  readonly version: number;
  /** Fields that it does not know are left out: who tells more than we read does no harm. */
  readonly data: z.ZodType<Data>;
  /** Brings data of an earlier version into the present form; without it, those are refused. */
  readonly upgrade?: (data: unknown, version: number) => unknown;
}

const envelope = z.object({ id: z.uuid(), version: z.int().min(1), data: z.unknown() });

/** What does not fit its own form is never told. */
export const toLetter = <Data>(kind: MessageKind<Data>, data: Data, id: string): Letter => ({
  id,
  type: kind.type,
  content: JSON.stringify({ id, version: kind.version, data: kind.data.parse(data) }),
  headers: currentTrace() ?? {},
});

export type Reading =
  | { readonly isReadable: true; readonly id: string; readonly data: unknown }
  | { readonly isReadable: false; readonly reason: string };

/** Written by others: not JSON, of a version to come, or not what it says it is. */
export function readLetter(kind: MessageKind<unknown>, { content }: Letter): Reading {
  const outer = envelope.safeParse(parsed(content));
  if (!outer.success) return unreadable(`not a message: ${problemsOf(outer.error)}`);
  const { id, version, data } = outer.data;
  if (version > kind.version || (version < kind.version && !kind.upgrade)) {
    return unreadable(`version ${version} of ${kind.type}; this service reads ${kind.version}`);
  }
  const present = version === kind.version ? data : kind.upgrade?.(data, version);
  const inner = kind.data.safeParse(present);
  if (!inner.success) return unreadable(`its data is not right: ${problemsOf(inner.error)}`);
  return { isReadable: true, id, data: inner.data };
}

const unreadable = (reason: string): Reading => ({ isReadable: false, reason });

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

const problemsOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
