import type { GraphContext } from './context.ts';

/** What a field is asked for, and the object that it belongs to. */
export interface Asked<Source = unknown> {
  readonly source: Source;
  readonly args: Readonly<Record<string, unknown>>;
  readonly context: GraphContext;
}

export interface Field {
  /** the route that does the same, as in the policies: who may call it may ask for this */
  readonly route: string;
  readonly resolve: (asked: Asked<never>) => unknown;
}

/** Types, and how their fields are answered. A field that is not in here is read from its object. */
export interface GraphPart {
  /** in the language of GraphQL */
  readonly types: string;
  /** type → name → field */
  readonly fields: Readonly<Record<string, Readonly<Record<string, Field>>>>;
}
