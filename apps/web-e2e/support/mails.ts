// The mails that the product under test has sent.
import { setTimeout as sleep } from 'node:timers/promises';

export const MAILS_VARIABLE = 'CAUGHT_MAILS_URL';

/** Milliseconds that a mail may take: the worker looks once a second. */
const PATIENCE = 15_000;

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Links in the text that lead to the product, without its origin. */
  readonly links: readonly string[];
}

interface Caught {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The newest mail to an address whose subject holds `subject`; waits for it. */
export async function mailTo(address: string, subject = ''): Promise<Mail> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(200)) {
    const [found] = await mailsTo(address, subject);
    if (found) return found;
  }
  throw new Error(`No mail with "${subject}" in its subject came to that address.`);
}

/** All of them so far, the newest first. */
export async function mailsTo(address: string, subject = ''): Promise<Mail[]> {
  const response = await fetch(`${process.env[MAILS_VARIABLE]}/messages`);
  const caught = (await response.json()) as Caught[];
  return caught
    .filter((mail) => mail.to.includes(address) && mail.subject.includes(subject))
    .map(({ subject, text, html }) => ({
      subject,
      text,
      html,
      links: [...text.matchAll(/https?:\/\/[^/\s]+(\/\S+)/g)].map(([, path = '']) => path),
    }));
}
