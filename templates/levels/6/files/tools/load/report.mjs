import os from 'node:os';

const COLUMNS = ['Route', 'Requests/s', 'p50 ms', 'p97.5 ms', 'p99 ms', 'Answered', 'Failed'];

/** A page for people, in Markdown. */
export function toReport({ url, results, at, seconds, connections }) {
  const machine = `Node ${process.versions.node}, ${os.cpus().length} processors, shared by the app and who asks`;
  return [
    '# Load',
    '',
    `${at.toISOString()}, ${url}: ${connections} connections, ${seconds} seconds a route. ${machine}.`,
    '',
    row(COLUMNS),
    row(COLUMNS.map((_, place) => (place === 0 ? '---' : '--:'))),
    ...results.map((result) => row(cellsOf(result))),
    '',
    ...adviceOn(results),
  ].join('\n');
}

const row = (cells) => `| ${cells.join(' | ')} |`;

const cellsOf = ({ path, perSecond, latency, answered, failures }) => [
  `\`GET ${path}\``,
  Math.round(perSecond),
  latency.p50,
  latency.p97_5,
  latency.p99,
  answered,
  failures.map(([what, count]) => `${what}: ${count}`).join(', ') || '0',
];

function adviceOn(results) {
  const isLimited = results.some(({ failures }) => failures.some(([what]) => what === '429'));
  return isLimited
    ? [
        '429 is the rate limit, and an answer that costs little: raise `RATE_LIMIT_PER_MINUTE` to see the rest.',
        '',
      ]
    : [];
}
