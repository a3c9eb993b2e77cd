/** What a `create --template` is told; everything about layers is refused, since there are none. */
import { answersFromFlags } from '../../answers/from-flags.ts';
import { ANSWER_FLAGS } from '../../answers/flags.ts';
import type { LaterSteps } from '../../answers/draft.ts';
import { UserError } from '../../errors.ts';
import { isPinned, readSource, type TemplateSource } from '../../starters/source.ts';
import type { Catalog, PackageManager } from '../../types.ts';
import { detectPackageManager } from '../package-manager.ts';
import { valueOf, type Parsed } from '../parse.ts';
import { readPlace, type Request } from '../request.ts';

export interface TemplateWish {
  /** as it was typed */
  readonly template: string;
  readonly source: TemplateSource;
  readonly allowed: readonly string[];
  readonly sha256?: string | undefined;
  /** package name, when it is not the folder's */
  readonly name?: string | undefined;
  readonly answers: LaterSteps & { readonly packageManager: PackageManager };
  readonly request: Request;
}

const TAKEN: readonly string[] = ['name', 'packageManager', 'install', 'git'];

export function readWish(parsed: Parsed, catalog: Catalog): TemplateWish {
  refuseLayers(parsed);
  const draft = answersFromFlags(parsed.given, catalog);
  const template = valueOf(parsed, 'template') ?? '';
  const wish: TemplateWish = {
    template,
    source: readSource(template),
    allowed: valuesOf(parsed, 'template-allow'),
    sha256: digestIn(valueOf(parsed, 'template-digest')),
    name: draft.name,
    answers: {
      packageManager:
        draft.packageManager ?? detectPackageManager(process.env['npm_config_user_agent']),
      install: draft.install ?? true,
      git: draft.git ?? true,
    },
    request: readPlace(parsed, draft),
  };
  return wish;
}

/** Where nobody is asked, nobody has seen what comes: then it has to be named for good. */
export function refuseUnseen({ template, source, request }: TemplateWish): void {
  if (request.start.place === undefined)
    throw new UserError(
      'USAGE',
      'A project directory is required: create-backendbytes my-api --template …',
    );
  if (request.here.isDryRun) return;
  if (source.kind === 'repository' && !isPinned(source))
    throw new UserError(
      'USAGE',
      `--template ${template} may hold something else tomorrow, and here nobody is asked.`,
      'Look at it with --dry-run, which prints the command with the commit: user/repo#<40 digits>',
    );
  if (!request.isYes)
    throw new UserError(
      'USAGE',
      'Nothing can be asked here, and the files are not ours.',
      'Add --yes.',
    );
}

function refuseLayers({ given }: Parsed): void {
  const layered = given.find(({ flag }) => {
    const row = ANSWER_FLAGS.find(({ name }) => name === flag.name);
    return flag.name === 'config' || (row !== undefined && !TAKEN.includes(row.key));
  });
  if (!layered) return;
  throw new UserError(
    'USAGE',
    `--${layered.flag.name} says nothing about a template: its files are taken as they are.`,
    'Leave out that flag, or --template.',
  );
}

const valuesOf = ({ given }: Parsed, name: string): readonly string[] =>
  given.filter(({ flag }) => flag.name === name).map(({ value = '' }) => value);

function digestIn(text: string | undefined): string | undefined {
  if (text === undefined || /^[0-9a-f]{64}$/.test(text)) return text;
  throw new UserError(
    'USAGE',
    '--template-digest: 64 hex digits are expected.',
    '--dry-run prints it.',
  );
}
