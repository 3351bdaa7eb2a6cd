// What open streams of notifications cost those who ask for something else.
import { get, type ClientRequest } from 'node:http';

/** Opens one stream for each token, and resolves when all have begun; ends them with what it answers. */
export async function openStreams(origin: string, tokens: readonly string[]): Promise<() => void> {
  const open: ClientRequest[] = [];
  // In parts: it is their being open that is measured, not their coming all at once.
  for (let at = 0; at < tokens.length; at += 50) {
    await Promise.all(tokens.slice(at, at + 50).map((token) => begin(origin, token, open)));
  }
  return () => open.forEach((request) => request.destroy());
}

function begin(origin: string, token: string, open: ClientRequest[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(
      `${origin}/api/notifications/stream`,
      { agent: false, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        response.on('error', () => undefined);
        if (response.statusCode !== 200) reject(new Error(`A stream was answered with ${response.statusCode}`));
        response.once('data', () => resolve());
        response.resume();
      },
    );
    request.on('error', reject);
    open.push(request);
  });
}
