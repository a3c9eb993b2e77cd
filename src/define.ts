/** All that a file under `templates/` may import. */
import type { LayerDefinition, LevelAbout } from './types.ts';

export const defineLevel = (
  level: LayerDefinition & { readonly about: LevelAbout },
): LayerDefinition => level;
export const defineDatabase = (database: LayerDefinition): LayerDefinition => database;
export const defineFeature = (feature: LayerDefinition): LayerDefinition => feature;
export const defineExample = (example: LayerDefinition): LayerDefinition => example;
export const defineModule = (module: LayerDefinition): LayerDefinition => module;
export const defineProject = (project: LayerDefinition): LayerDefinition => project;
export const defineLessons = (lessons: LayerDefinition): LayerDefinition => lessons;
export const defineStarter = (starter: LayerDefinition): LayerDefinition => starter;
