const END = '<!-- as far as here -->\n';

/**
 * A document with the part that a command writes, between `<!-- written by: … -->` and `<!-- as far as here -->`.
 * @throws Error where the document has no place for it
 */
export function withPart(document: string, writtenBy: string, part: string): string {
  const begin = `<!-- written by: ${writtenBy} -->\n`;
  const from = document.indexOf(begin);
  const to = document.indexOf(END, from);
  if (from < 0 || to < 0) throw new Error(`There is no place for what is written by "${writtenBy}"`);
  return `${document.slice(0, from + begin.length)}\n${part.trim()}\n\n${document.slice(to)}`;
}

/** A table in Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
