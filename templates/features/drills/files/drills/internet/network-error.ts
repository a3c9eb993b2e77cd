/** `fetch` wraps the error that says what happened into one that does not: this looks inside. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens at this port',
  ENOTFOUND: 'no such name',
  EAI_AGAIN: 'nobody to ask for the name',
  TimeoutError: 'no answer in time',
};

export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, name, message } = (error.cause ?? error) as NodeJS.ErrnoException;
  return REASONS[typeof code === 'string' ? code : name] ?? message;
}
