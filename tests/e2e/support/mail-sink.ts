/** A mail server in the project's own compose file that takes everything and keeps nothing: the inbox needs an image from elsewhere. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';

const PROGRAM = `
require('node:net').createServer((socket) => {
  let isData = false;
  let end = '';
  const say = (line) => socket.write(line + '\\r\\n');
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    const text = chunk.toString();
    end = (end + text).slice(-5);
    if (isData && end !== '\\r\\n.\\r\\n') return;
    if (isData) { isData = false; return say('250 taken'); }
    if (/^QUIT/i.test(text)) return socket.end('221 bye\\r\\n');
    isData = /^DATA/i.test(text);
    say(isData ? '354 go on' : '250 fine');
  });
  say('220 sink');
}).listen(1025);
process.on('SIGTERM', () => process.exit());
`;

/** Answers to the name that the settings of staging know. */
export function addMailSink(dir: string): void {
  const file = path.join(dir, 'compose.prod.yaml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn(['services', 'sink'], {
    image: 'node:24-bookworm-slim',
    // A dollar would be a variable of compose.
    command: ['node', '--eval', PROGRAM.replaceAll('$', '$$$$')],
    networks: { default: { aliases: ['mail'] } },
  });
  writeFileSync(file, document.toString());
}
