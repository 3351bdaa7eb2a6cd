/// <reference lib="dom" />
// What runs in the page and not here: each function travels as its text, and reaches nothing outside itself.

export async function fontsAreThere(): Promise<void> {
  await document.fonts.ready;
}

/** A link that was made for the picture is another one each time, and nobody's to use. */
export function hideTokens(): void {
  const token = /\/i\/[0-9a-f]{64}/g;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    node.nodeValue = (node.nodeValue ?? '').replace(token, '/i/…').replace(/localhost:\d+/g, 'localhost:3000');
  }
  for (const input of document.querySelectorAll('input')) {
    input.value = input.value.replace(token, '/i/…').replace(/localhost:\d+/g, 'localhost:3000');
  }
}

/** A picture (as a `data:` address) made small. Answers the same kind of address. */
export async function encodeInBrowser(source: string): Promise<string> {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', 0.75);
}

/** How many pixels of two pictures differ so that somebody could see it; infinitely many where their sizes do. */
export async function compareInBrowser(sources: readonly [string, string]): Promise<number> {
  const [one, other] = await Promise.all(
    sources.map(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const pen = canvas.getContext('2d', { willReadFrequently: true });
      pen?.drawImage(image, 0, 0);
      return pen?.getImageData(0, 0, canvas.width, canvas.height);
    }),
  );
  if (!one || !other || one.width !== other.width || one.height !== other.height) return Infinity;
  let changed = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    if ([at, at + 1, at + 2].some((part) => Math.abs((one.data[part] ?? 0) - (other.data[part] ?? 0)) > 48)) changed++;
  }
  return changed;
}
