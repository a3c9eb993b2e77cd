/** `inspect.ts [-X METHOD] [-H 'name: value'] [-d BODY] URL`: the whole exchange, as `curl -v` would show it. */
import { parseArgs } from 'node:util';
import { inspect } from '../inspect.ts';
import { explain } from '../network-error.ts';

const { values, positionals } = parseArgs({
  options: {
    method: { type: 'string', short: 'X' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    data: { type: 'string', short: 'd' },
  },
  allowPositionals: true,
});
const [url] = positionals;
if (url === undefined) {
  console.error("Usage: inspect.ts [-X METHOD] [-H 'name: value'] [-d BODY] URL");
  process.exitCode = 1;
} else {
  const headers = Object.fromEntries(
    values.header.map((line): [string, string] => {
      const [name = '', ...rest] = line.split(':');
      return [name, rest.join(':').trim()];
    }),
  );
  const method = values.method ?? (values.data === undefined ? 'GET' : 'POST');
  try {
    console.log(await inspect(url, { method, headers, body: values.data ?? '' }));
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
