/** Markup in which everything that came from elsewhere has been escaped. */
export class Markup {
  // Written out for Node, which runs the tools' TypeScript as it is.
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in markup: words, markup, several of them, or nothing. */
export type MarkupPart = string | number | Markup | readonly MarkupPart[] | null | undefined | false;

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** markup`<a href="${path}">${name}</a>`: parts are words, between tags or within a quoted attribute, unless they are `Markup`. */
export function markup(strings: TemplateStringsArray, ...parts: MarkupPart[]): Markup {
  return new Markup(String.raw({ raw: strings }, ...parts.map(written)));
}

/** A block of data that no browser runs. `<` is written so that no name in it can end the block or begin a comment. */
export function dataBlock(attributes: Markup, data: object): Markup {
  return markup`<script ${attributes}>${new Markup(JSON.stringify(data).replaceAll('<', '\\u003c'))}</script>`;
}

function written(part: MarkupPart): string {
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(written).join('');
  if (part === null || part === undefined || part === false) return '';
  return String(part).replace(/[&<>"']/g, (character) => ESCAPED[character] as string);
}
