/** What goes from one service to another. */
export interface Letter {
  /** the same, however often it is sent */
  readonly id: string;
  /** `order.placed` */
  readonly type: string;
  /** JSON, of whatever form: who takes it checks it */
  readonly content: string;
  readonly headers: Headers;
}

export type Headers = Readonly<Record<string, string>>;

export interface Delivery extends Letter {
  /** 1, 2, 3 … */
  readonly attempt: number;
}

/** What is to become of a delivery. */
export type Verdict =
  | { readonly kind: 'done' }
  /** tried again after a pause, as often as there are pauses; then it is dead */
  | { readonly kind: 'failed'; readonly reason: string }
  /** no other attempt can mend it */
  | { readonly kind: 'dead'; readonly reason: string };

export interface DeadLetter extends Letter {
  readonly reason: string;
}

export interface Interest {
  /** whose queue it is: all processes that name it share its letters, and each letter goes to one of them */
  readonly name: string;
  readonly types: readonly string[];
  /** Never rejects. A process that dies in it leaves the letter to another. */
  readonly work: (delivery: Delivery) => Promise<Verdict>;
}

export interface Subscription {
  /** Takes nothing new, and resolves when what was begun is done. */
  readonly close: () => Promise<void>;
}

export interface Broker {
  /** Resolves when the broker keeps it. What nobody has subscribed to is kept for nobody. */
  readonly publish: (letter: Letter) => Promise<void>;
  /** From now on letters of these types are kept for this name, whether anybody is there or not. */
  readonly subscribe: (interest: Interest) => Subscription;
  /** Those of a name that were given up, the oldest first. */
  readonly dead: (name: string) => Promise<readonly DeadLetter[]>;
  /** Has them all worked on again, from the first attempt. @returns how many */
  readonly revive: (name: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** How failures are dealt with; tests have less patience. */
export interface Patience {
  readonly pauses: readonly number[];
  readonly losses: number;
}
