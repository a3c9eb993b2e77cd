import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import { write } from '../../src/utils/mail-templates.ts';
import { createMailer, type Mail, type Mailer } from '../../src/utils/mailer.ts';
import { createPostOffice } from '../../src/utils/post-office.ts';
import { someEmail, startBehindProxy } from '../support/people.ts';

const log = createLogger({ LOG_LEVEL: 'silent' });
const MAIL = write({ to: 'ada@example.com', subject: 'Hello', says: ['One.', 'Two.'] });

/** A mail server that is down for so many attempts. */
function flaky(failures: number, pauses: readonly number[] = [1, 1, 1]) {
  const sent: Mail[] = [];
  let attempts = 0;
  const send = (mail: Mail) => {
    attempts += 1;
    if (attempts <= failures) return Promise.reject(new Error('the server is down'));
    return Promise.resolve(void sent.push(mail));
  };
  const mailer: Mailer = { send, close: () => undefined, pauses };
  return { sent, attempts: () => attempts, mailer };
}

describe('mail', () => {
  test('that cannot be sent keeps nobody waiting, and is sent later', async () => {
    const { sent, mailer } = flaky(2);
    const api = await startBehindProxy({ mailer });
    const email = someEmail();
    const answer = await api.anonymous.post('/auth/register', { email, password: 'good enough' });
    expect(answer.status).toBe(202);
    await expect.poll(() => sent.map(({ to }) => to), { timeout: 5_000 }).toEqual([email]);
    await api.close();
  });

  test('is written once, however often it has to be sent', async () => {
    const { sent, mailer } = flaky(2);
    const office = createPostOffice({ mailer, log });
    let written = 0;
    office.post(() => Promise.resolve({ ...MAIL, subject: `letter ${(written += 1)}` }));
    await expect.poll(() => sent).toHaveLength(1);
    expect(sent[0]?.subject).toBe('letter 1');
  });

  test('to nobody is not sent', async () => {
    const { attempts, mailer } = flaky(0);
    const office = createPostOffice({ mailer, log });
    office.post(() => Promise.resolve(undefined));
    await office.close();
    expect(attempts()).toBe(0);
  });

  test('that is under way when the process stops is tried once more, without waiting', async () => {
    const { sent, attempts, mailer } = flaky(1, [60_000]);
    const office = createPostOffice({ mailer, log });
    office.post(() => Promise.resolve(MAIL));
    await expect.poll(attempts).toBe(1);
    await office.close();
    expect(sent).toEqual([MAIL]);
  });

  test('is sent by two at a time, however long that takes, so that lookups of others come through', async () => {
    let [running, most, sent] = [0, 0, 0];
    const send = async () => {
      most = Math.max(most, (running += 1));
      await wait(5);
      running -= 1;
      sent += 1;
    };
    const office = createPostOffice({ mailer: { ...flaky(0).mailer, send }, log });
    for (let letters = 0; letters < 7; letters += 1) office.post(() => Promise.resolve(MAIL));
    await expect.poll(() => sent).toBe(7);
    expect(most).toBe(2);
  });

  test('that waits when the process stops does not try a server of which it is known that it is down', async () => {
    const { attempts, mailer } = flaky(99, [60_000]);
    const office = createPostOffice({ mailer, log });
    for (let letters = 0; letters < 7; letters += 1) office.post(() => Promise.resolve(MAIL));
    await expect.poll(attempts).toBe(7);
    await office.close();
    expect(attempts()).toBeLessThanOrEqual(9);
  });

  test('that is given up is logged, without what it says', async () => {
    const lines: string[] = [];
    const own = createLogger({}, { write: (line) => void lines.push(line) });
    const office = createPostOffice({ mailer: flaky(9).mailer, log: own });
    office.post(() => Promise.resolve({ ...MAIL, text: 'a link of theirs' }));
    await expect.poll(() => lines.join()).toContain('mail given up');
    expect(lines.join()).not.toContain('a link of theirs');
  });
});

test('what is put into a mail is text, not HTML', () => {
  const given = `Dear <img src=x onerror="alert('1')"> & Co.`;
  const { html, text } = write({ to: 'ada@example.com', subject: 'Hello', says: [given] });
  expect(html).toMatch(/^<p>[^<>"']*<\/p>\n$/);
  const shown = html.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  expect(shown).toBe(`<p>${given}</p>\n`);
  expect(text).toBe(`${given}\n`);
});

test('mail reaches a server as it was written, and from whom', async () => {
  let received: { readonly to: string; readonly source: Promise<string> } | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const source = text(stream);
      received = { to: envelope.rcptTo.map(({ address }) => address).join(), source };
      void source.then(() => done());
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const mailer = createMailer({
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'us@example.com' },
  });
  await mailer.send(MAIL);
  mailer.close();
  await new Promise<void>((resolve) => server.close(resolve));
  expect(received?.to).toBe('ada@example.com');
  expect(await received?.source).toMatch(/From: us@example.com[\s\S]*Subject: Hello[\s\S]*One\./);
});
