/** What a starter answers for whoever says nothing else. */
import { findLayer } from '../catalog/find.ts';
import { databasesFor, featuresFor, fitsDatabase } from '../resolve/fit.ts';
import type { Answers, Catalog } from '../types.ts';
import type { Draft } from './draft.ts';

type Started = Pick<Answers, 'level' | 'database' | 'features' | 'example'>;

/** The draft with the answers of its starter, if it has one; what was given stays. */
export function started(draft: Draft, empty: Answers, catalog: Catalog): Draft {
  const starter = findLayer(catalog, 'starter', draft.starter ?? '');
  if (!starter?.starts) return draft;
  const { starts } = starter;
  const level = draft.level ?? starts.level;
  const fitting = databasesFor(level, catalog).filter((layer) => fitsDatabase(starter, layer.id));
  const best = fitting.find(({ id }) => id === starts.database) ?? fitting[0];
  const database = draft.database ?? best?.id ?? starts.database;
  const offered = featuresFor({ ...empty, level, database }, catalog).map(({ id }) => id);
  const features = (starts.features ?? []).filter((id) => offered.includes(id));
  const answers: Started = { level, database, features, example: false };
  return { ...answers, ...draft };
}
