import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startApi, type Api } from '../support/api.ts';
import { probe } from '../support/probe.ts';

interface Rules {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
}

interface Dashboard {
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
}

const DASHBOARDS = 'deploy/grafana/dashboards';
const { groups } = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')) as Rules;
const rules = groups.flatMap((group) => group.rules);
const drawn = readdirSync(DASHBOARDS).flatMap((file) => {
  const { panels } = JSON.parse(readFileSync(`${DASHBOARDS}/${file}`, 'utf8')) as Dashboard;
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
});

/** What Prometheus itself knows of those that it asks. */
const OF_PROMETHEUS = 'up';
const OPERATORS = new Set(['and', 'or', 'unless']);

/** The names in a query that are neither functions, labels nor operators. */
function metricsIn(expr: string): readonly string[] {
  const bare = expr
    .replaceAll(/"[^"]*"|\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replaceAll(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' ');
  const names = [...bare.matchAll(/\b([a-z_]\w*)\b(?!\s*\()/gi)].map(([, name = '']) => name);
  return names.filter((name) => !OPERATORS.has(name) && name !== OF_PROMETHEUS);
}

/** A name, labels if there are any, and a number. */
function isSeries(line: string): boolean {
  const [, labels = '', value = ''] = /^\w+(\{[^}]*\}|) (\S+)$/.exec(line) ?? [];
  const each = labels.slice(1, -1).split(',').filter(Boolean);
  const areLabels = each.every((label) => /^\w+="[^"]*"$/.test(label));
  return areLabels && value !== '' && !Number.isNaN(Number(value.replace('Inf', 'Infinity')));
}

describe('what is watched', () => {
  let api: Api;
  let lines: readonly string[];

  beforeAll(async () => {
    api = await startApi({ routes: [probe('/probes', () => ({}))], env: { METRICS_PORT: '0' } });
    await api.post('/probes', {});
    const answer = await fetch(`http://127.0.0.1:${api.deps.metrics.server?.port}/metrics`);
    lines = (await answer.text()).split('\n').filter(Boolean);
  });
  afterAll(() => api.close());

  test('is text that Prometheus can read, each metric with its type', () => {
    const series = lines.filter((line) => !line.startsWith('#'));
    const odd = series.filter((line) => !isSeries(line));
    expect(odd).toEqual([]);
    expect(series.length).toBeGreaterThan(50);
  });

  test.each([...new Set([...rules.map(({ expr }) => expr), ...drawn])])('exists: %s', (expr) => {
    const told = new Set(lines.map((line) => /^(?:# TYPE )?(\w+)/.exec(line)?.[1]));
    expect(metricsIn(expr).filter((name) => !told.has(name))).toEqual([]);
  });

  test('is told by labels of few values only', () => {
    const labels = lines.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, name]) => name));
    expect([...new Set(labels)].sort()).toEqual(
      expect.not.arrayContaining(['path', 'url', 'user', 'userId', 'requestId', 'traceId']),
    );
  });
});

test('there are four alerts, and each is tried out', () => {
  expect(rules.map(({ alert }) => alert)).toEqual([
    'ErrorRatio',
    'SlowRequests',
    'InstanceDown',
    'Saturation',
  ]);
  const tried = readFileSync('deploy/prometheus/alerts.test.yml', 'utf8');
  for (const { alert } of rules) expect(tried).toContain(`alertname: ${alert}`);
});
