import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadConfig } from '../config.ts';
import { runProgram } from './support/program.ts';

const complete = { PORT: '4000', CURRENCY: 'EUR', PAYMENTS_API_KEY: 'sixteen-or-more-letters' };

test('a complete environment becomes a configuration that nobody can change', () => {
  const config = loadConfig(complete);
  assert.deepEqual(config, {
    port: 4000,
    currency: 'EUR',
    paymentsApiKey: complete.PAYMENTS_API_KEY,
  });
  assert.ok(Object.isFrozen(config));
});

test('everything that is missing is named at once', () => {
  assert.throws(
    () => loadConfig({}),
    /PORT is missing[\s\S]*CURRENCY is missing[\s\S]*PAYMENTS_API_KEY is missing/,
  );
});

for (const wrong of [
  { PORT: 'http' },
  { PORT: '70000' },
  { CURRENCY: 'euro' },
  { PAYMENTS_API_KEY: 'short' },
]) {
  const [[name = '', value = ''] = []] = Object.entries(wrong);
  test(`${name}=${value} is refused, and the message does not repeat it`, () => {
    assert.throws(
      () => loadConfig({ ...complete, ...wrong }),
      (error: Error) => {
        assert.ok(error.message.includes(`${name} is wrong`));
        assert.ok(!error.message.includes(value));
        return true;
      },
    );
  });
}

test('the example names every variable, and holds no secret', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const names = [...example.matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  assert.deepEqual(names, Object.keys(complete));
  assert.match(example, /^PAYMENTS_API_KEY=$/m);
});

test('a program whose configuration is wrong says so and ends with 1', async () => {
  const { code, output } = await runProgram('bin/config.ts', [], {
    env: { ...process.env, ...complete, CURRENCY: 'euro' },
  });
  assert.equal(code, 1);
  assert.match(output, /CURRENCY is wrong/);
});
