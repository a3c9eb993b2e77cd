/** The questions as data, in the order they are asked. */
import { levels, suggested, withDefaults, type Surroundings } from '../../answers/draft.ts';
import { PACKAGE_MANAGERS } from '../../answers/flags.ts';
import { findLayer, layersOf } from '../../catalog/find.ts';
import { broughtByLevel } from '../../resolve/features.ts';
import { fit } from '../../resolve/fit.ts';
import type { Answers, Catalog, Layer } from '../../types.ts';
import { fitQuestion } from './fit.ts';
import { answered, settle, type Question, type State } from './steps.ts';
import type { Choice } from './ui.ts';

export interface Knowledge {
  readonly catalog: Catalog;
  readonly around: Surroundings;
}

export function questions(knows: Knowledge): readonly Question[] {
  const { catalog } = knows;
  return [
    levelQuestion(knows),
    fitQuestion('level', catalog),
    databaseQuestion(knows),
    fitQuestion('database', catalog),
    featuresQuestion(knows),
    fitQuestion('features', catalog),
    packageManagerQuestion(knows),
    yesNoQuestion('install', 'Install the dependencies?', knows),
    yesNoQuestion('git', 'Start a git repository with one first commit?', knows),
  ];
}

/** What Enter would answer now; what was answered before a step back comes first. */
const likely = (
  { draft, earlier }: State,
  { around, catalog }: Knowledge,
): ReturnType<typeof withDefaults> => {
  const defaults = withDefaults(draft, around, catalog);
  return { ...defaults, ...earlier, ...draft };
};

const levelQuestion = (knows: Knowledge): Question => ({
  key: 'level',
  isSettled: ({ draft }) => draft.level !== undefined,
  ask: async (state, { ui }) => {
    const choices = levels(knows.catalog).map((level) => levelChoice(level, knows.catalog));
    const initial = likely(state, knows).level;
    const reply = await ui.choose({ message: 'How far up the roadmap?', choices, initial });
    return answered(reply, (level) => settle(state, { level }));
  },
});

function levelChoice(level: number, catalog: Catalog): Choice<number> {
  const layer = findLayer(catalog, 'level', String(level));
  const { promise, time, goal } = layer?.about ?? { promise: '', time: '', goal: '' };
  return {
    value: level,
    label: `${level}  ${layer?.title}: ${promise}`,
    hint: `${time}; goal: ${goal}`,
  };
}

const databaseQuestion = (knows: Knowledge): Question => ({
  key: 'database',
  isSettled: ({ draft }) => draft.database !== undefined,
  ask: async (state, { ui }) => {
    const now = likely(state, knows);
    const choices = layersOf(knows.catalog, 'database').map((layer) =>
      layerChoice(layer, { ...now, database: layer.id, features: [] }, knows.catalog),
    );
    const reply = await ui.choose({ message: 'Which database?', choices, initial: now.database });
    return answered(reply, (database) => settle(state, { database }));
  },
});

const featuresQuestion = (knows: Knowledge): Question => ({
  key: 'features',
  isSettled: ({ draft }) =>
    draft.features !== undefined || layersOf(knows.catalog, 'feature').length === 0,
  ask: async (state, { ui }) => {
    const now = likely(state, knows);
    const brought = broughtByLevel(knows.catalog, now);
    const choices = layersOf(knows.catalog, 'feature')
      .filter(({ id }) => !brought.has(id))
      .map((layer) => layerChoice(layer, { ...now, features: [layer.id] }, knows.catalog));
    const initial = state.earlier?.features ?? suggested(now, knows.catalog).map(({ id }) => id);
    const reply = await ui.chooseMany({
      message: 'What else? Space chooses, Enter goes on.',
      choices,
      initial,
    });
    return answered(reply, (features) => settle(state, { features: [...features].sort() }));
  },
});

/** One that does not fit can be chosen as well: what to do about it is the next question. */
function layerChoice(
  { id, title, hint }: Layer,
  answers: Answers,
  catalog: Catalog,
): Choice<string> {
  const [misfit] = fit(answers, catalog);
  return { value: id, label: title, hint: misfit ? `${hint}; ${misfit.reason}` : hint };
}

const packageManagerQuestion = (knows: Knowledge): Question => ({
  key: 'packageManager',
  isSettled: ({ draft }) => draft.packageManager !== undefined,
  ask: async (state, { ui }) => {
    const reply = await ui.choose({
      message: 'Which package manager?',
      choices: PACKAGE_MANAGERS.map((name) => ({ value: name, label: name })),
      initial: likely(state, knows).packageManager,
    });
    return answered(reply, (packageManager) => settle(state, { packageManager }));
  },
});

const yesNoQuestion = (key: 'install' | 'git', message: string, knows: Knowledge): Question => ({
  key,
  isSettled: ({ draft }) => draft[key] !== undefined,
  ask: async (state, { ui }) => {
    const reply = await ui.confirm({ message, initial: likely(state, knows)[key] });
    return answered(reply, (value) => settle(state, { [key]: value }));
  },
});
