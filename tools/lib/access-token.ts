import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { jwtKeyId } from '../../apps/api/src/auth/jwt-key-id.ts';

/** An access token as the API signs one, of a session that somebody has written into the database. Good for four hours. */
export function signAccessToken(secret: string, individualId: string, sessionId: string): string {
  return jwt.sign({ sid: sessionId }, createSecretKey(Buffer.from(secret)), {
    algorithm: 'HS256',
    subject: individualId,
    expiresIn: '4h',
    keyid: jwtKeyId(secret),
  });
}
