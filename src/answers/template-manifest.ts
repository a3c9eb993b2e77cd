/** `.backendbytes.json` of a project whose files are somebody else's: no answers, and where they came from. */
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { VERSION } from '../version.ts';
import { formatJson } from './format-json.ts';
import { digests, SCHEMA } from './manifest-parts.ts';

export interface TemplateManifest {
  readonly schema: typeof SCHEMA;
  readonly generator: string;
  readonly template: TemplateOrigin;
  readonly files: Readonly<Record<string, string>>;
}

/** Where a template came from. */
export interface TemplateOrigin {
  /** `user/repo/folder`; of a local one the last part of its path */
  readonly source: string;
  readonly url?: string;
  readonly commit?: string;
  /** over all its files */
  readonly sha256: string;
}

export function toTemplateManifest(
  template: TemplateOrigin,
  files: Readonly<Record<string, string>>,
): string {
  const { source, url, commit, sha256 } = template;
  const origin = { source, ...(url && { url }), ...(commit && { commit }), sha256 };
  const manifest: TemplateManifest = {
    schema: SCHEMA,
    generator: VERSION,
    template: origin,
    files,
  };
  return formatJson(manifest);
}

/** undefined: it is another manifest, or none. */
export function templateManifestIn(text: string, file: string): TemplateManifest | undefined {
  const { schema, generator, template, files } = recordIn(text);
  const { source, url, commit, sha256 } = (template ?? {}) as Readonly<Record<string, unknown>>;
  if (schema !== SCHEMA || typeof generator !== 'string') return undefined;
  if (typeof source !== 'string' || typeof sha256 !== 'string') return undefined;
  const origin = {
    source,
    sha256,
    ...(typeof url === 'string' && { url }),
    ...(typeof commit === 'string' && { commit }),
  };
  return { schema, generator, template: origin, files: digests(files, file) };
}

function recordIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** For commands that work with layers. */
export const hasNoLayers = ({ template }: TemplateManifest): UserError =>
  new UserError(
    'REFUSED',
    `This project was made from the template ${printable(template.source)}${template.commit ? ` at commit ${printable(template.commit)}` : ''}: it has no layers of ours.`,
    'Its files are yours to edit. backendbytes doctor looks it over; a project that grows: npm create backendbytes@latest',
  );
