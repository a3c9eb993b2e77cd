/** Work under one name is done once at a time; who comes while it is done gets the same result, or the same error. */
export function singleFlight() {
  const flights = new Map<string, Promise<unknown>>();
  return <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const underway = flights.get(name) as Promise<Result> | undefined;
    if (underway) return underway;
    const flight = work().finally(() => flights.delete(name));
    flights.set(name, flight);
    return flight;
  };
}
