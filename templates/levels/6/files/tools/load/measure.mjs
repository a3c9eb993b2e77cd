import autocannon from 'autocannon';

const PATIENCE = 5_000;
/** A server ends a connection after a thousand requests, and refuses who goes on: autocannon does not notice. */
const RECONNECT = 500;

export async function isAnswering(url) {
  const answer = await ask(new URL('/livez', url)).catch(() => undefined);
  return answer?.ok ?? false;
}

/** What was named; else what can be asked without knowing more: with a token, every list in the API document. */
export async function findPaths({ url, paths, headers }) {
  if (paths.length > 0) return paths;
  if (!headers.authorization) return ['/livez', '/readyz'];
  const answer = await ask(new URL('/openapi.json', url)).catch(() => undefined);
  const document = answer?.ok ? await answer.json() : { paths: {} };
  const lists = Object.keys(document.paths).filter(
    (path) => document.paths[path].get && !path.includes('{'),
  );
  return ['/livez', ...lists];
}

function ask(address) {
  return fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
}

/** As many requests as come back within the time, from so many callers of whom each waits for its answer. */
export async function measure({ url, path, headers, seconds, connections }) {
  const { requests, latency, statusCodeStats, errors, timeouts } = await autocannon({
    url: new URL(path, url).href,
    headers,
    duration: seconds,
    connections,
    reconnectRate: RECONNECT,
  });
  const codes = Object.entries(statusCodeStats).map(([code, { count }]) => [code, count]);
  const [good, refused] = [
    codes.filter(([code]) => Number(code) < 400),
    codes.filter(([code]) => Number(code) >= 400),
  ];
  return {
    path,
    perSecond: requests.average,
    latency: { p50: latency.p50, p97_5: latency.p97_5, p99: latency.p99 },
    answered: good.reduce((sum, [, count]) => sum + count, 0),
    failures: [
      ...refused,
      ['no answer in time', timeouts],
      // Those that timed out are among the errors.
      ['no connection', errors - timeouts],
    ].filter(([, count]) => count > 0),
  };
}
