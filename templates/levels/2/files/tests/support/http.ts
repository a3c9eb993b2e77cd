export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

export type Given = Readonly<Record<string, string>>;

export type Send = (
  method: string,
  path: string,
  init?: Omit<RequestInit, 'method'>,
) => Promise<Answer>;

/** Requests in few words; a body is sent as JSON. */
export interface Speech {
  readonly get: (path: string, headers?: Given) => Promise<Answer>;
  readonly post: (path: string, body?: unknown, headers?: Given) => Promise<Answer>;
  readonly put: (path: string, body?: unknown, headers?: Given) => Promise<Answer>;
  readonly patch: (path: string, body?: unknown, headers?: Given) => Promise<Answer>;
  readonly delete: (path: string, headers?: Given) => Promise<Answer>;
  readonly request: Send;
}

export const sendTo =
  (url: string): Send =>
  async (method, path, init = {}) => {
    const response = await fetch(new URL(path, url), { ...init, method, redirect: 'manual' });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body };
  };

export function speak(request: Send): Speech {
  const send =
    (method: string) =>
    (path: string, body?: unknown, headers: Given = {}) =>
      request(method, path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      });
  return {
    request,
    get: (path, headers = {}) => request('GET', path, { headers }),
    delete: (path, headers = {}) => request('DELETE', path, { headers }),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
  };
}
