import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { readMail } from './mail-text.mjs';

/**
 * Takes all mail of the app and shows it on a page, so that none leaves this machine.
 * @param {string} folder
 * @param {(line: string) => void} log
 */
export async function openInbox(folder, log) {
  mkdirSync(folder, { recursive: true });
  let count = 0;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      buffer(stream).then((bytes) => {
        // Two may come within one millisecond.
        const name = `${Date.now()}-${String((count += 1)).padStart(6, '0')}.eml`;
        writeFileSync(path.join(folder, name), bytes);
        done();
      }, done);
    },
  });
  const port = await listen(smtp);
  const page = createServer((request, response) => show(folder, request, response));
  const address = `http://127.0.0.1:${await listen(page)}/__mail`;
  log(`mail: an inbox of this project, to be read at ${address}`);
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: async () => {
      page.close();
      page.closeAllConnections();
      await new Promise((resolve) => smtp.close(() => resolve(undefined)));
    },
  };
}

/** @param {{ listen: Function }} server */
async function listen(server) {
  const listening = server.listen(0, '127.0.0.1');
  await once(listening.server ?? listening, 'listening');
  return (listening.server ?? listening).address().port;
}

/** @param {string} folder @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function show(folder, { url }, response) {
  if (url !== '/__mail') return void response.writeHead(404).end();
  const files = readdirSync(folder).sort().reverse().slice(0, 50);
  const mails = files.map((file) =>
    article(readMail(readFileSync(path.join(folder, file), 'utf8'))),
  );
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-security-policy', "default-src 'none'");
  response.end(`<!doctype html><title>Mail</title>${mails.join('<hr>') || 'No mail yet.'}`);
}

/** @param {{ to: string, subject: string, text: string }} mail */
const article = ({ to, subject, text }) =>
  `<article><h2>${escape(subject)}</h2><p>to ${escape(to)}</p><pre>${linked(escape(text))}</pre></article>`;

/** @param {string} text */
const escape = (text) => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @param {string} html */
const linked = (html) => html.replaceAll(/https?:\/\/[^\s<"]+/g, '<a href="$&">$&</a>');
