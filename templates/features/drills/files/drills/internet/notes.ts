/** A small API on the raw server: notes that live as long as the process. `openapi.json` describes it. */
import type { HttpRequest, HttpResponse } from './http-message.ts';
import { isRecord, parseJson } from './json.ts';
import type { Handler } from './raw-server.ts';

interface Note {
  readonly id: number;
  readonly text: string;
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (id: number, request: HttpRequest) => HttpResponse;
}

export function notesApi(): Handler {
  const notes = new Map<number, Note>();
  let lastId = 0;

  const save = (note: Note): Note => {
    notes.set(note.id, note);
    return note;
  };
  const routes: readonly Route[] = [
    { method: 'GET', path: LIST, answer: () => json(200, [...notes.values()]) },
    {
      method: 'POST',
      path: LIST,
      answer: (_, { body }) =>
        withText(body, (text) => {
          lastId += 1;
          return json(201, save({ id: lastId, text }), { location: `/notes/${lastId}` });
        }),
    },
    {
      method: 'PUT',
      path: ONE,
      answer: (id, { body }) =>
        notes.has(id) ? withText(body, (text) => json(200, save({ id, text }))) : NOT_FOUND,
    },
    {
      method: 'DELETE',
      path: ONE,
      answer: (id) => (notes.delete(id) ? { status: 204 } : NOT_FOUND),
    },
  ];
  return (request) => answer(request, routes);
}

const LIST = /^\/notes$/;
const ONE = /^\/notes\/(\d{1,9})$/;

function answer(request: HttpRequest, routes: readonly Route[]): HttpResponse {
  const here = routes.filter(({ path }) => path.test(request.path));
  if (here.length === 0) return NOT_FOUND;
  const route = here.find(({ method }) => method === request.method);
  if (route) return route.answer(Number(route.path.exec(request.path)?.[1]), request);
  const allow = here.map(({ method }) => method).join(', ');
  return json(405, { error: `Allowed here: ${allow}` }, { allow });
}

function withText(body: string, then: (text: string) => HttpResponse): HttpResponse {
  const parsed = parseJson(body);
  if (!parsed.ok) return json(400, { error: parsed.problem });
  const { value } = parsed;
  if (isRecord(value) && typeof value['text'] === 'string' && value['text'] !== '')
    return then(value['text']);
  return json(400, { error: 'A note is {"text": "…"}.' });
}

const json = (status: number, value: unknown, headers = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

const NOT_FOUND = json(404, { error: 'There is nothing at this address.' });
