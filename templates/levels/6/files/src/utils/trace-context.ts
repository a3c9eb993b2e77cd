/** What leads back to a trace, as it is sent with requests: `traceparent`, and what belongs to it. */
export type TraceContext = Readonly<Record<string, string>>;

/** Nothing is traced here, so there is nothing to write down. */
export const currentTrace = (): TraceContext | null => null;

/** Goes on in the trace that was written down, where one was. */
export const continueTrace = <Result>(
  _from: TraceContext | null | undefined,
  _name: string,
  work: () => Promise<Result>,
): Promise<Result> => work();
