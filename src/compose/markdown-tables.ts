/** Tables with their columns aligned, as prettier aligns them. */

/** @returns the text with every table laid out; what stands in a block of code is left alone */
export function alignTables(text: string): string {
  const lines = text.split('\n');
  const laid: string[] = [];
  let isCode = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.startsWith('```')) isCode = !isCode;
    const end = isCode || !line.startsWith('|') ? at : endOfTable(lines, at);
    if (end === at) laid.push(line);
    else laid.push(...align(lines.slice(at, end)));
    at = Math.max(at, end - 1);
  }
  return laid.join('\n');
}

function endOfTable(lines: readonly string[], start: number): number {
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return length < 0 ? lines.length : start + length;
}

function align(rows: readonly string[]): readonly string[] {
  const cells = rows.map(cellsOf);
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(3, ...cells.filter((_, row) => row !== RULE).map((row) => row[column]?.length ?? 0)),
  );
  return cells.map((row, place) => {
    const padded = widths.map((width, column) =>
      place === RULE ? '-'.repeat(width) : (row[column] ?? '').padEnd(width),
    );
    return `| ${padded.join(' | ')} |`;
  });
}

/** The row between the head and the body. */
const RULE = 1;

const cellsOf = (row: string): readonly string[] =>
  row
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|\s*$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
