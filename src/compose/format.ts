/** The last step: what was rendered or merged is formatted in memory, by our options and nobody else's. */
import path from 'node:path/posix';

/** The options that `.prettierrc.json` of a generated project states too. */
const OPTIONS = { singleQuote: true, printWidth: 100 } as const;

const PARSERS: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.js': 'babel',
  '.mjs': 'babel',
  '.json': 'json',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.md': 'markdown',
};

/** @returns the text in prettier's layout; as it is when prettier has no parser for it. */
export async function format(file: string, text: string): Promise<string> {
  const parser = PARSERS[path.extname(file)];
  if (!parser) return text;
  try {
    return await inLayout(parser, text);
  } catch (cause) {
    throw new Error(`${file} does not parse as ${parser}:\n${String(cause)}`, { cause });
  }
}

export interface SyntaxProblem {
  /** counted from 1 */
  readonly line: number;
  readonly reason: string;
}

/** @returns why a text cannot be read as what its name says it is; undefined when it can, or when nobody here can read it. */
export async function syntaxProblemIn(
  file: string,
  text: string,
): Promise<SyntaxProblem | undefined> {
  const parser = PARSERS[path.extname(file)];
  if (!parser) return undefined;
  try {
    await inLayout(parser, text);
    return undefined;
  } catch (cause) {
    const { message, loc } = cause as Error & { loc?: { start: { line: number } } };
    if (!loc) throw cause;
    return { line: loc.start.line, reason: message.replace(/ \(\d+:\d+\)[\s\S]*$/, '') };
  }
}

// A change renders a project twice, before and after, and most files are the same in both.
const known = new Map<string, Promise<string>>();

function inLayout(parser: string, text: string): Promise<string> {
  const key = `${parser}\0${text}`;
  const formatted = known.get(key) ?? formatAnew(parser, text);
  known.set(key, formatted);
  return formatted;
}

async function formatAnew(parser: string, text: string): Promise<string> {
  const prettier = await import('prettier/standalone');
  return prettier.format(text, { ...OPTIONS, parser, plugins: await pluginsOf(parser) });
}

async function pluginsOf(parser: string): Promise<import('prettier').Plugin[]> {
  const [estree, languages] = await Promise.all([
    import('prettier/plugins/estree'),
    PLUGINS[parser]?.(),
  ]);
  return [estree.default as import('prettier').Plugin, ...(languages ? [languages] : [])];
}

// Markdown and YAML hold code of other languages; only the text around it is formatted, as `prettier` does without those plugins.
const PLUGINS: Readonly<Record<string, () => Promise<import('prettier').Plugin>>> = {
  typescript: async () => (await import('prettier/plugins/typescript')).default,
  babel: async () => (await import('prettier/plugins/babel')).default,
  json: async () => (await import('prettier/plugins/babel')).default,
  yaml: async () => (await import('prettier/plugins/yaml')).default,
  markdown: async () => (await import('prettier/plugins/markdown')).default,
};
