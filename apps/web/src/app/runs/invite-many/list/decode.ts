import { type ListForm, type ListRefusal } from './list';

type Decoded = { text: string; encoding: NonNullable<ListForm['encoding']> } | ListRefusal;

const MARKS: readonly { bytes: readonly number[]; label: string; encoding: 'utf-8' | 'utf-16' }[] = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8', encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], label: 'utf-16le', encoding: 'utf-16' },
  { bytes: [0xfe, 0xff], label: 'utf-16be', encoding: 'utf-16' },
];

/** Signs that no text holds many of: a file full of them is a picture, an archive, a spreadsheet in its own format. */
const CONTROL = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F-\u009F]/g;
const CONTROLS_MOST = 0.01;

/**
 * The text of a file, by the mark that it begins with; without one it is UTF-8 where its bytes are that, else what
 * spreadsheets in the West write.
 */
export function decode(bytes: Uint8Array): Decoded {
  const mark = MARKS.find((each) => each.bytes.every((byte, at) => bytes[at] === byte));
  if (mark) return asText(new TextDecoder(mark.label).decode(bytes), mark.encoding);
  // No text without a mark has such a byte; UTF-16 without one is not guessed at.
  if (bytes.includes(0)) return { refused: 'binary' };
  try {
    return asText(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'utf-8');
  } catch {
    return asText(new TextDecoder('windows-1252').decode(bytes), 'windows-1252');
  }
}

function asText(text: string, encoding: NonNullable<ListForm['encoding']>): Decoded {
  const controls = text.match(CONTROL)?.length ?? 0;
  return text.includes('\0') || controls > text.length * CONTROLS_MOST ? { refused: 'binary' } : { text, encoding };
}
