// Free of the framework: whatever makes or reads links without the API names their keys alike.
import { createHash } from 'node:crypto';

/** Names a key of LINK_SECRET without telling anything of it. */
export function linkKeyId(key: string): string {
  return createHash('sha256').update(`service-runs/link-key-id/${key}`).digest('hex').slice(0, 8);
}
