import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface GithubAccount {
  readonly id: number;
  readonly email: string;
  readonly isVerified: boolean;
}

/** Does what GitHub does, as far as we use it: a code is good once, for the callback and the verifier it was made for. */
export interface FakeGithub {
  readonly env: Readonly<Record<string, string>>;
  /** What happens when somebody says yes there. @returns the address they are sent back to */
  readonly sayYes: (address: string, account: GithubAccount) => string;
  readonly close: () => Promise<void>;
}

export const CALLBACK = 'https://api.example.com/auth/github/callback';
const CLIENT = { id: 'our-client', secret: 'our-client-secret' };

interface Grant {
  readonly challenge: string;
  readonly account: GithubAccount;
}

export async function startFakeGithub(): Promise<FakeGithub> {
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, GithubAccount>();

  const exchange = async (request: IncomingMessage): Promise<object> => {
    const sent = new URLSearchParams(await text(request));
    const code = sent.get('code') ?? '';
    const grant = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood =
      grant?.challenge === challenge &&
      sent.get('redirect_uri') === CALLBACK &&
      sent.get('client_id') === CLIENT.id &&
      sent.get('client_secret') === CLIENT.secret;
    if (!isGood) return { error: 'bad_verification_code' };
    const token = randomUUID();
    tokens.set(token, grant.account);
    return { access_token: token, token_type: 'bearer' };
  };

  const answer = async (request: IncomingMessage): Promise<object> => {
    if (request.url === '/login/oauth/access_token') return exchange(request);
    const account = tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (!account) return { message: 'Bad credentials' };
    const { id, email, isVerified } = account;
    if (request.url === '/user') return { id, login: 'somebody', email };
    return [{ email, primary: true, verified: isVerified, visibility: 'private' }];
  };

  const server = createServer((request, response) => {
    void answer(request).then((body) => response.end(JSON.stringify(body)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: {
      GITHUB_URL: url,
      GITHUB_API_URL: url,
      GITHUB_CALLBACK_URL: CALLBACK,
      GITHUB_CLIENT_ID: CLIENT.id,
      GITHUB_CLIENT_SECRET: CLIENT.secret,
      APP_URL: 'https://app.example.com',
    },
    sayYes: (address, account) => {
      const asked = new URL(address).searchParams;
      const code = randomUUID();
      codes.set(code, { challenge: asked.get('code_challenge') ?? '', account });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return `${back.pathname}${back.search}`;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
