import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Bytes: below this the saving does not pay for a second file. */
const SMALLEST = 1_024;

/** Writes `.br` and `.gz` beside each text file of the built site, once at the build, at the highest setting. */
export async function precompress(folder: string): Promise<void> {
  const files = globSync('**/*.{js,css,html,svg,json,webmanifest,txt}', { cwd: folder }).map((file) =>
    path.join(folder, file),
  );
  await Promise.all(
    files
      .filter((file) => statSync(file).size >= SMALLEST)
      .map(async (file) => {
        const content = readFileSync(file);
        const [br, gz] = await Promise.all([
          promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
          promisify(gzip)(content, { level: 9 }),
        ]);
        writeFileSync(`${file}.br`, br);
        writeFileSync(`${file}.gz`, gz);
      }),
  );
}
