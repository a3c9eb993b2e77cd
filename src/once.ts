/** The work, done once for each text; what it throws is thrown each time. For pure work only. */
export function onceEach<Result>(work: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const result = work(text);
    known.set(text, result);
    return result;
  };
}
