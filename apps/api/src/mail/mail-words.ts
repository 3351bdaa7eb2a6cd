// Other people's words in a mail: names, messages. They are shown as what they are, and steer nothing.

/** Control characters, and those that turn the direction of what follows or cannot be seen (Unicode, Bidi_Control and others). */
const UNSEEN = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** One line. */
export function line(words: string): string {
  return words.replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
}

/** Lines as they were written. */
export function lines(words: string): string[] {
  return words.split(/\r\n|[\n\r\u2028\u2029]/u).map(line);
}

/** At most so many characters of a line, and a sign that there was more. */
export function cut(words: string, most: number): string {
  const characters = [...line(words)];
  return characters.length <= most
    ? characters.join('')
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** Plain text in lines of at most `width` characters; what has no space in it, such as a link, is never broken. */
export function wrapped(words: string, width = 72): string {
  const out: string[] = [];
  let current = '';
  for (const word of words.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      out.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...out, current].join('\n');
}
