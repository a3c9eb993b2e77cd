import { z } from 'zod';
import type { Deps } from '../app.ts';
import { noteSearchController } from '../controllers/note-search.controller.ts';
import { noteSearchQuery } from '../schemas/note-search.schema.ts';
import { noteOutput } from '../schemas/notes.schema.ts';
import { route, type Route } from './route.ts';

export function noteSearchRoutes(deps: Deps): readonly Route[] {
  const { search } = noteSearchController(deps);
  return [
    route({
      method: 'get',
      path: '/note-search',
      summary: 'Find notes by what stands in them',
      query: noteSearchQuery,
      answer: z.array(noteOutput),
      handle: search,
    }),
  ];
}
