/**
 * Enough of MIME to read what this project writes.
 * @param {string} source @returns {{ to: string, subject: string, text: string }}
 */
export function readMail(source) {
  const { headers, body } = split(source);
  return {
    to: headers.get('to') ?? '',
    subject: headers.get('subject') ?? '',
    text: textOf(headers, body),
  };
}

/** @param {string} source */
function split(source) {
  const [head = '', ...rest] = source.replaceAll('\r\n', '\n').split('\n\n');
  const lines = head.replaceAll(/\n[ \t]+/g, ' ').split('\n');
  const pairs = lines.map((line) => {
    const at = line.indexOf(':');
    return /** @type {const} */ ([line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]);
  });
  return { headers: new Map(pairs), body: rest.join('\n\n') };
}

/** @param {ReadonlyMap<string, string>} headers @param {string} body @returns {string} */
function textOf(headers, body) {
  const boundary = /boundary="?([^";]+)/.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary) {
    const [, first = ''] = body.split(`--${boundary}`);
    const part = split(first.trimStart());
    return textOf(part.headers, part.body);
  }
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? decodeQuoted(body) : body;
}

/** @param {string} text */
function decodeQuoted(text) {
  const joined = text.replaceAll('=\n', '');
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/gi, (_, hex) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
