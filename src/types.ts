/**
 * The product in one line: answers → blueprint → tree → changes → disk.
 * Every stage is a readonly value; only the last step touches anything.
 */
import type { EnvVariable } from './env-variable.ts';
import type { Starting } from './starter.ts';

/** Everything the user decided, and the only input. Stored in the project as `.backendbytes.json`. */
export interface Answers {
  /** npm package name, may be scoped */
  readonly name: string;
  readonly description: string;
  readonly level: number;
  /** id of a database layer */
  readonly database: string;
  /** ids of the feature layers the user asked for; what they imply is worked out by `resolve` */
  readonly features: readonly string[];
  /** the user's own modules, in order of creation; the example's modules are not in here */
  readonly modules: readonly ModuleAnswer[];
  readonly example: boolean;
  /** lessons and the checklist in `docs/` */
  readonly lessons: boolean;
  readonly packageManager: PackageManager;
  /** id of the starter it was made from: a layer like any other */
  readonly starter?: string;
  /** what the layers' generators made besides modules, in order of creation */
  readonly generated?: readonly GeneratedAnswer[];
  /** features that were taken away after a database may have run their migrations: what they keep there stays */
  readonly kept?: readonly string[];
}

/** `generate middleware audit-log` */
export interface GeneratedAnswer {
  readonly generator: string;
  /** kebab-case; of a generator that works on a module, the module's name */
  readonly name: string;
  /** where its migration stands, if it is one */
  readonly number?: string;
}

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** `orders title:string price:decimal:min=0` as the user typed it, already checked. */
export interface ModuleAnswer {
  /** kebab-case plural: `order-items` */
  readonly name: string;
  /** one entry a field, in the grammar of `src/modules/fields.ts` */
  readonly fields: readonly string[];
  /** what else was asked for, by id, sorted: the layers say what there is to ask for */
  readonly options?: readonly string[];
  /** where its migration stands, when that is not right after the module before it: `0104` */
  readonly number?: string;
  /** it was taken away again: where the migration stands that drops it */
  readonly dropped?: string;
}

// ---------------------------------------------------------------- catalog

export type { Deployed, EnvVariable } from './env-variable.ts';
export type { StretchGoal } from './starter.ts';

/** All layers under `templates/`, loaded; the only thing `src/` knows about them. */
export interface Catalog {
  readonly layers: readonly Layer[];
}

export type LayerKind =
  'project' | 'level' | 'database' | 'feature' | 'example' | 'lessons' | 'module' | 'starter';

/** One folder under `templates/`: what its definition says, and the parts found beside it. */
export interface Layer extends LayerDefinition {
  readonly kind: LayerKind;
  readonly id: string;
  readonly parts: readonly Part[];
}

/** What a layer says of itself; written with `defineLevel`, `defineDatabase`, `defineFeature`, … */
export interface LayerDefinition extends Starting {
  readonly title: string;
  /** what it is for, in one line: shown in prompts and in the plan */
  readonly hint: string;
  /** taken when nobody says otherwise */
  readonly isDefault?: boolean;
  /** other names a flag accepts: `sql` for postgres */
  readonly aliases?: readonly string[];
  /** levels only */
  readonly about?: LevelAbout;
  readonly needs?: Needs;
  /** from this level on the prompt offers it preselected */
  readonly suggestedFrom?: number;
  readonly env?: readonly EnvVariable[];
  readonly sockets?: Readonly<Partial<Record<SocketName, readonly Plug[]>>>;
  /** paths, or `document#key.key`, of lower layers that this one deliberately overrides */
  readonly replaces?: readonly string[];
  /** rows of the README's folder map */
  readonly folders?: Readonly<Record<string, string>>;
  /** rows of the README's API table */
  readonly api?: readonly ApiRow[];
  /** why each package of the fragment is there, and what would replace it */
  readonly dependencies?: Readonly<Record<string, DependencyReason>>;
  /** how the fields of a module are written in this layer's language: `{{#each fields}}{{column}}` */
  readonly fieldCode?: Readonly<Record<string, FieldCode>>;
  /** what `generate <id> <name>` makes where this layer is: the files under `generators/<id>/`, wired by its plugs */
  readonly generators?: Readonly<Record<string, Generator>>;
  /** what a module may have besides its fields: `generate module orders … --<id>`; the id is a condition of parts and plugs */
  readonly options?: Readonly<Record<string, ModuleOption>>;
  /** modules this layer brings (the example's) */
  readonly modules?: readonly LayerModule[];
  /** what somebody who is through with this layer can do */
  readonly checklist?: readonly ChecklistRow[];
  /** package scripts worth naming in the README and the next steps */
  readonly scripts?: Readonly<Record<string, string>>;
}

export interface LevelAbout {
  readonly promise: string;
  /** `2 to 3 weeks` */
  readonly time: string;
  readonly goal: string;
  /** the level whose layer this one stands on; absent: it starts afresh */
  readonly buildsOn?: number;
}

export interface Needs {
  /** lowest and highest level at which the layer makes sense */
  readonly level?: number;
  readonly maxLevel?: number;
  /** ids of features that come along; `redis@mongo`: where the condition after `@` holds */
  readonly features?: readonly string[];
  /** ids of databases it works with; absent: all */
  readonly databases?: readonly string[];
  /** why, in words for the user: `a database has something to keep from level 3 on` */
  readonly reason?: string;
}

/** The closed list of places a layer may plug into. A new kind is a design decision. */
export const SOCKETS = [
  'connections',
  'middleware',
  'routes',
  'policies',
  'errors',
  'models',
  'seeds',
  'services',
  'testServices',
  'jobs',
  'ports',
  'repositories',
  'domainServices',
] as const;
export type SocketName = (typeof SOCKETS)[number];

/** One entry of a list file: import `symbol` from `from`. */
export interface Plug {
  readonly symbol: string;
  /** what it is called in the list, where that differs from the symbol */
  readonly name?: string;
  /** path from the project root, with extension */
  readonly from: string;
  /** small first; equal ones keep the order of the layers */
  readonly order?: number;
  readonly when?: string;
}

export interface ApiRow {
  readonly method: string;
  readonly path: string;
  readonly about: string;
  readonly when?: string;
}

/** One line of `docs/checklist.md`. */
export interface ChecklistRow {
  /** row of the roadmap: `L2-K1` */
  readonly id: string;
  /** `I can …` */
  readonly claim: string;
  /** a command or a file of the project that shows it */
  readonly shownBy: string;
  readonly when?: string;
}

export interface DependencyReason {
  readonly why: string;
  readonly instead: string;
}

/** Code for one field: the type's text, then each suffix whose claim holds, in order. Small Handlebars templates. */
export interface FieldCode {
  readonly types: Readonly<Record<string, string>>;
  readonly suffixes?: readonly {
    /** claims of the field and options of its module, joined with `+`, each also as `not-…` */
    readonly when: string;
    readonly text: string;
  }[];
}

export interface Generator {
  /** `a middleware, wired behind ours` */
  readonly about: string;
  /** a name, for the help: `audit-log` */
  readonly example: string;
  /** symbol and from are templates over the names, as in the module layer */
  readonly sockets?: Readonly<Partial<Record<SocketName, readonly Plug[]>>>;
  /** it makes a migration: a number is given to it */
  readonly isNumbered?: boolean;
  /** its name is that of a module of the user, whose fields the templates see */
  readonly ofModule?: boolean;
}

/** What a module may have besides its fields. */
export interface ModuleOption {
  /** for the help: what the module does then */
  readonly hint: string;
  readonly needs?: Needs;
  /** fields that only the server writes, in the grammar of a user's; a reference may be to what layers keep */
  readonly fields?: readonly string[];
  /** they are set when the record is made, and answered; absent: they are nobody's business */
  readonly isGiven?: boolean;
  /** names, as templates over the module, that no other module can have beside it */
  readonly takes?: readonly string[];
}

export interface LayerModule extends ModuleAnswer {
  readonly when?: string;
}

/** A folder of a layer: `files@mongo+level6/` and the like. */
export interface Part {
  readonly kind: PartKind;
  /** `mongo+level6`; empty: always */
  readonly when: string;
  readonly files: readonly TemplateFile[];
}

/**
 * files: rendered once · history, history-documents: the same as files and documents, and kept when the feature is taken
 * away after a database may have run its migrations · module: rendered once per module · module-history: the same, and kept when the module is taken
 * away · module-drop: rendered once per module that was taken away · documents: fragments merged by key into one
 * document · lessons: one Markdown file a concept, into docs/lessons · generators: a folder a generator, rendered once per
 * thing it made
 */
export const PART_KINDS = [
  'files',
  'history',
  'history-documents',
  'module',
  'module-history',
  'module-drop',
  'documents',
  'module-documents',
  'lessons',
  'generators',
] as const;
export type PartKind = (typeof PART_KINDS)[number];

export interface TemplateFile {
  /** path in the project, still with `__plural__` and `.hbs` */
  readonly path: string;
  readonly text: string;
  readonly isExecutable: boolean;
}

// ---------------------------------------------------------------- blueprint

/** The chosen layers, lowest first, each with the reason it is there. */
export interface Blueprint {
  readonly answers: Answers;
  readonly chosen: readonly Chosen[];
  /** the example's modules and the user's, lowest first */
  readonly modules: readonly NumberedModule[];
  /** modules that were taken away, of which the migrations stay */
  readonly dropped: readonly DroppedModule[];
  /** of features that were taken away: what they keep in the database, and nothing else */
  readonly kept: readonly Layer[];
}

export type NumberedModule = ModuleAnswer & {
  readonly number: string;
  /** it holds the pairs of a many-to-many reference of this module */
  readonly pairOf?: string;
};
export type DroppedModule = NumberedModule & { readonly dropped: string };

export interface Chosen {
  readonly layer: Layer;
  readonly reason: string;
}

// ---------------------------------------------------------------- tree and changes

/** path → file, in memory. Paths are relative, with `/`. Sorted. */
export type Tree = ReadonlyMap<string, TreeFile>;

export interface TreeFile {
  /** may contain `<secret:NAME>`, which only the disk replaces */
  readonly text: string;
  /** what is written instead of the text: a file of somebody's template that is no text */
  readonly bytes?: Uint8Array;
  readonly isExecutable?: boolean;
  /** holds secrets: mode 0600, never in the manifest's digests */
  readonly isPrivate?: boolean;
}

/** What must happen on disk. */
export type Change =
  | { readonly kind: 'create'; readonly path: string; readonly file: TreeFile }
  | {
      readonly kind: 'update';
      readonly path: string;
      readonly file: TreeFile;
      readonly before: string;
    }
  | { readonly kind: 'delete'; readonly path: string; readonly before: string }
  | {
      readonly kind: 'conflict';
      readonly path: string;
      readonly reason: string;
      readonly marked?: string;
    };
