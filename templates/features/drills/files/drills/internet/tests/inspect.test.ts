import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notesApi } from '../notes.ts';
import { createRawServer } from '../raw-server.ts';
import { runProgram } from './support/program.ts';
import { serve } from './support/serve.ts';

test('the inspector shows what went out and what came back, headers and bodies included', async (t) => {
  const url = await serve(createRawServer(notesApi()), t);
  const { code, output } = await runProgram(
    'inspect',
    '-d',
    '{"text":"Buy milk"}',
    '-H',
    'x-mine: yes',
    `${url}/notes`,
  );
  assert.equal(code, 0);
  assert.match(output, /^> POST \/notes HTTP\/1\.1$/m);
  assert.match(output, /^> x-mine: yes$/m);
  assert.match(output, /^> {"text":"Buy milk"}$/m);
  assert.match(output, /^< HTTP\/1\.1 201 Created$/m);
  assert.match(output, /^< location: \/notes\/1$/m);
  assert.match(output, /^< {"id":1,"text":"Buy milk"}$/m);
  assert.match(output, /^\d+ ms$/m);
});
