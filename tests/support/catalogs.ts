/** Small catalogs for tests of the pipeline, so that they do not move when templates do. */
import type { Answers, Catalog, Layer, PartKind } from '../../src/types.ts';

export const layer = (kind: Layer['kind'], id: string, more: Partial<Layer> = {}): Layer => ({
  kind,
  id,
  title: id.toUpperCase(),
  hint: `what ${id} is for`,
  parts: [],
  ...more,
});

export const part = (kind: PartKind, when: string, files: Readonly<Record<string, string>>) => ({
  kind,
  when,
  files: Object.entries(files).map(([path, text]) => ({ path, text, isExecutable: false })),
});

export const level = (id: number, more: Partial<Layer> = {}): Layer =>
  layer('level', String(id), {
    about: { promise: 'p', time: 't', goal: 'g', ...(id > 2 && { buildsOn: id - 1 }) },
    ...more,
  });

export const catalogOf = (...layers: readonly Layer[]): Catalog => ({ layers });

export const small = catalogOf(
  level(2),
  level(3),
  level(4, { needs: { features: ['lid'] } }),
  layer('database', 'none', {
    needs: { maxLevel: 2, reason: 'from level 3 on there is something to keep' },
  }),
  layer('database', 'pears', { aliases: ['fruit'], needs: { level: 3 }, isDefault: true }),
  layer('database', 'plums', { needs: { level: 3 } }),
  layer('module', 'module', {
    options: {
      peeled: { hint: 'without a skin', fields: ['peeledAt:datetime?'] },
      tagged: {
        hint: 'says whose it is',
        needs: { level: 3, reason: 'a tag is kept' },
        fields: ['tagger:ref:users'],
        isGiven: true,
        takes: ['tagged-{{plural}}'],
      },
    },
  }),
  layer('feature', 'crate', { needs: { features: ['straw@plums'] } }),
  layer('feature', 'straw'),
  layer('feature', 'lid', { needs: { level: 4 } }),
  layer('feature', 'queue', { needs: { level: 4, features: ['redis'] } }),
  layer('feature', 'redis', { needs: { level: 3 } }),
  layer('feature', 'pickle', { needs: { level: 3, databases: ['plums'] } }),
);

export const answers = (more: Partial<Answers> = {}): Answers => ({
  name: 'shop',
  description: '',
  level: 2,
  database: 'none',
  features: [],
  modules: [],
  example: true,
  lessons: true,
  packageManager: 'npm',
  ...more,
});
