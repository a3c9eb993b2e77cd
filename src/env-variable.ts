/** A variable that a layer declares, once, for everything that speaks of it. */

export interface EnvVariable {
  readonly name: string;
  readonly about: string;
  /** zod code that reads it, with its default if it has one */
  readonly schema: string;
  /** value in `.env.example`; empty for a secret */
  readonly example?: string;
  /** value in the `.env` of a new project; absent: the line is left out */
  readonly value?: string;
  /** drawn at random when the project is written, only ever in `.env` */
  readonly secret?: boolean;
  /** value inside compose, where services have names; `${NAME:?}` refers to the `.env` beside it */
  readonly compose?: string;
  /** what whoever deploys the project has to say; absent: its default is right there, too */
  readonly deploy?: Deployed;
  readonly when?: string;
}

/**
 * setting: for all to see, with a placeholder to fill in · drawn: a secret that nobody has to know · given: a secret that
 * somebody else gave us · address: a secret, too, of a service that some platforms run and know the address of
 */
export type Deployed =
  | { readonly kind: 'setting'; readonly value: string }
  | { readonly kind: 'drawn' | 'given' | 'address' };
