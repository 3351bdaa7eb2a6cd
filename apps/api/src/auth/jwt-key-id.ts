// Free of the framework: whatever signs tokens without the API names its keys alike.
import { createHash } from 'node:crypto';

/** Names a key of JWT_SECRET without telling anything of it. */
export function jwtKeyId(key: string): string {
  return createHash('sha256').update(`service-runs/jwt-key-id/${key}`).digest('hex').slice(0, 8);
}
