/** The last step: what was rendered or merged is formatted in memory, by our options and nobody else's. */
import path from 'node:path/posix';

/** The options that `.prettierrc.json` of a generated project states too. */
const OPTIONS = { singleQuote: true, printWidth: 100 } as const;

const PARSERS: Readonly<Record<string, string>> = {
  // Babel's parser of TypeScript is a third of the size of TypeScript's own.
  '.ts': 'babel-ts',
  '.mts': 'babel-ts',
  '.js': 'babel',
  '.mjs': 'babel',
  '.json': 'json',
};

/** @returns the text in prettier's layout; as it is when it is no code: `settle` lays that out. */
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
  const [prettier, babel, estree] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/babel'),
    import('prettier/plugins/estree'),
  ]);
  const plugins = [babel.default, estree.default as import('prettier').Plugin];
  return prettier.format(text, { ...OPTIONS, parser, plugins });
}
