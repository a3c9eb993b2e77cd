/**
 * The route of the roadmap, once as it must not be and once as it should, without a framework:
 * `next(error)` is the way to the place where errors are answered.
 */
export interface Request {
  readonly params: Readonly<Record<string, string>>;
}

export interface Response {
  status: (code: number) => Response;
  json: (body: unknown) => void;
}

export type Next = (error?: unknown) => void;
export type Route = (request: Request, response: Response, next: Next) => unknown;

export interface Users {
  readonly find: (
    id: string,
  ) => Promise<{ readonly id: string; readonly name: string } | undefined>;
}

/** Wrong: a failing database is a promise nobody waits for, and an unknown user is answered with 200. */
export const riskyUserRoute =
  (users: Users): Route =>
  async (request, response) => {
    const user = await users.find(request.params['id'] ?? '');
    response.json(user);
  };

/** Right: not found is an answer, everything unexpected goes to `next`. Its path is `/users/:id`, or there is no id. */
export const userRoute =
  (users: Users): Route =>
  async (request, response, next) => {
    try {
      const user = await users.find(request.params['id'] ?? '');
      if (!user) return response.status(404).json({ error: 'There is no such user.' });
      response.json(user);
    } catch (error) {
      next(error);
    }
  };

/** What Express 5 does for every route: a rejected promise goes to `next`, and no route has to say so. */
export const forwarded =
  (route: Route): Route =>
  async (request, response, next) => {
    try {
      await route(request, response, next);
    } catch (error) {
      next(error);
    }
  };
