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

// A change composes the project as it was and as it will be: most files are the same text twice.
const formatted = new Map<string, Promise<string>>();

/** @returns the text in prettier's layout; as it is when prettier has no parser for it. */
export async function format(file: string, text: string): Promise<string> {
  const parser = PARSERS[path.extname(file)];
  if (!parser) return text;
  const key = `${parser}\n${text}`;
  const result = formatted.get(key) ?? formatAs(parser, { file, text });
  formatted.set(key, result);
  return result;
}

async function formatAs(
  parser: string,
  { file, text }: { readonly file: string; readonly text: string },
): Promise<string> {
  const prettier = await import('prettier/standalone');
  try {
    return await prettier.format(text, { ...OPTIONS, parser, plugins: await pluginsOf(parser) });
  } catch (cause) {
    throw new Error(`${file} does not parse as ${parser}:\n${String(cause)}`, { cause });
  }
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
