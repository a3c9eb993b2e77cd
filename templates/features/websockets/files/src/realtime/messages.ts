import type { z } from 'zod';
import type { Deps } from '../app.ts';
import { AppError } from '../errors/app-error.ts';
import type { Answer, ClientSocket } from './protocol.ts';
import { toRefusal } from './refusal.ts';
import type { SocketSessions } from './sessions.ts';

type Handle<Input, Data> = (socket: ClientSocket, input: Input) => Promise<Data>;

/** A message whose data fits, of a session that lives, is handled. Each gets its answer. */
export function answerMessages({ log }: Pick<Deps, 'log'>, sessions: SocketSessions) {
  const atWork = new Set<Promise<void>>();

  const answerTo = async <Input, Data extends object>(
    socket: ClientSocket,
    read: () => Input,
    handle: Handle<Input, Data>,
  ): Promise<Answer<Data>> => {
    try {
      const input = read();
      if (!(await sessions.isAlive(socket))) throw sessionIsOver();
      return { ok: true, ...(await handle(socket, input)) };
    } catch (error) {
      return toRefusal(error, log);
    }
  };

  return {
    answering:
      <Input, Data extends object>(
        socket: ClientSocket,
        schema: z.ZodType<Input>,
        handle: Handle<Input, Data>,
      ) =>
      (given: unknown, ack: unknown): void => {
        const work = answerTo(socket, () => parse(schema, given), handle).then((answer) => {
          atWork.delete(work);
          if (typeof ack === 'function') (ack as (answer: Answer<Data>) => void)(answer);
        });
        atWork.add(work);
      },
    /** Resolves when all that came is answered. */
    settle: async (): Promise<void> => {
      await Promise.all(atWork);
    },
  };
}

function parse<Input>(schema: z.ZodType<Input>, given: unknown): Input {
  const { data, error } = schema.safeParse(given);
  if (!error) return data;
  const fields = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new AppError('validation', `The message is not valid. ${fields.join('; ')}`);
}

const sessionIsOver = (): AppError =>
  new AppError('unauthenticated', 'The session is over. Sign in again.');
