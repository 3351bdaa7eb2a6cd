/**
 * Looks again and again until there is something to find, and answers with it. Throws after `patience` milliseconds, with what
 * `otherwise` says.
 */
export async function until<Found>(
  look: () => Promise<Found | undefined | false> | Found | undefined | false,
  patience = 20_000,
  otherwise = () => 'It did not come to that',
): Promise<Found> {
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(otherwise());
}
