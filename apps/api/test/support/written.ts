import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../../../tools/lib/files.ts';
import { withPart } from '../../../../tools/lib/written-part.ts';

/** That a document has the part which a test writes. With `WRITE_DOCUMENTS=on` it is written, to be looked at and committed. */
export function expectWritten(document: string, writtenBy: string, part: string): void {
  const file = path.join(ROOT, document);
  const found = readFileSync(file, 'utf8');
  const wanted = withPart(found, writtenBy, part);
  if (process.env['WRITE_DOCUMENTS'] === 'on') writeFileSync(file, wanted);
  else expect(found).toBe(wanted);
}
