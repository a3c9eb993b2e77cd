import type { Deps } from '../app.ts';
import type { Repeatable } from '../routes/once.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { TaskCounts, TaskInput, TaskOutput, TasksQuery } from '../schemas/tasks.schema.ts';
import { requireIdentity } from '../utils/identity.ts';
import { cutPage } from '../utils/pagination.ts';

type Params = Call<{ params: RecordParams }>;

export function tasksController({ services: { tasks } }: Pick<Deps, 'services'>) {
  return {
    list: async (call: Call<{ query: TasksQuery }>): Promise<TaskOutput[]> =>
      cutPage(await tasks.list(call.query, requireIdentity(call.request)), call.query, call),

    submit: async ({
      body,
      request,
      response,
      once,
    }: Repeatable<Call<{ body: TaskInput }>>): Promise<TaskOutput> => {
      const task = await tasks.submit(requireIdentity(request).userId, body, once);
      response.location(`/tasks/${task.id}`);
      return task;
    },

    read: ({ params, request }: Params): Promise<TaskOutput> =>
      tasks.read(params.id, requireIdentity(request)),

    cancel: ({ params, request }: Params): Promise<TaskOutput> =>
      tasks.cancel(params.id, requireIdentity(request)),

    retry: ({ params, request }: Params): Promise<TaskOutput> =>
      tasks.retry(params.id, requireIdentity(request)),

    counts: ({ request }: Call): Promise<TaskCounts> => tasks.counts(requireIdentity(request)),
  };
}
