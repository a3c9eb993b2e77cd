/** The commands of a piece of shell, as far as lessons use it: quotes, pipes, lists, loops, `$(…)`, comments. */

export type Words = readonly string[];

/** What stands before a command and is none. */
const BEFORE = /^(?:do|then|while|until|!|[A-Za-z_]\w*=.*)$/s;
const NO_COMMAND = ['for', 'done', ':'];

export function commandsIn(script: string): readonly Words[] {
  return splitIntoCommands(script)
    .map((words) => words.slice(firstWord(words)))
    .filter(([program]) => program !== undefined && !NO_COMMAND.includes(program));
}

function firstWord(words: Words): number {
  const place = words.findIndex((word) => !BEFORE.test(word));
  return place === -1 ? words.length : place;
}

// In this order: a quoted or escaped piece of a word, what begins or ends a command, a gap, a comment, a plain letter.
const TOKEN =
  /(?<quoted>'[^']*'|"(?:\\[\s\S]|[^"\\])*")|(?<gap>\\\n|[ \t]+)|(?<escaped>\\[\s\S])|(?<end>\$\(|&&|\|\||[\n;|&()])|(?<comment>(?<=^|\s)#[^\n]*)|(?<plain>[\s\S])/g;

function splitIntoCommands(script: string): readonly Words[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (const { groups = {} } of script.matchAll(TOKEN)) {
    const { quoted, escaped, plain, end } = groups;
    const piece = quoted?.slice(1, -1) ?? escaped?.slice(1) ?? plain;
    if (piece !== undefined) word = (word ?? '') + piece;
    else endWord();
    if (end !== undefined) commands.push([]);
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}
