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

export interface Compared {
  /** In base64. */
  readonly webp: string;
  readonly differs: boolean;
}

/** Both pictures as `data:` addresses. */
export async function compareInBrowser({
  fresh,
  kept,
}: {
  fresh: string;
  kept: string | undefined;
}): Promise<Compared> {
  const draw = async (source: string) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen?.drawImage(image, 0, 0);
    const pixels = pen?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    return { canvas, pixels };
  };
  const encoded = (await draw(fresh)).canvas.toDataURL('image/webp', 0.75);
  const webp = encoded.slice(encoded.indexOf(',') + 1);
  if (kept === undefined) return { webp, differs: true };

  const now = await draw(encoded);
  const before = await draw(kept);
  if (now.canvas.width !== before.canvas.width || now.canvas.height !== before.canvas.height) {
    return { webp, differs: true };
  }
  // An edge that was smoothed a little otherwise is no change; a letter is.
  let changed = 0;
  for (let at = 0; at < now.pixels.length; at += 4) {
    const apart = [0, 1, 2].some(
      (part) => Math.abs((now.pixels[at + part] ?? 0) - (before.pixels[at + part] ?? 0)) > 48,
    );
    if (apart) changed++;
  }
  return { webp, differs: changed > 40 };
}
