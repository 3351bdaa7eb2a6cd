// Keys that sign are changed for new ones while people are signed in and links are under way.
import { keysOf, withNewKey, withoutOldestKey } from '../admin/keys.ts';
import type { Command } from '../lib/command.ts';
import { newKey } from '../lib/secrets.ts';
import { emptyDatabase, invite, must, serve, sharedRun, tokenOf, type Keys } from './served.ts';

/** Says each step, and throws at the first that does not come out as it must. */
export async function drillKeys(command: Command, log: (line: string) => void): Promise<void> {
  const database = await emptyDatabase(command);
  const serveWith = (keys: Keys) => serve(database, keys, command);

  const old: Keys = { JWT_SECRET: newKey(), LINK_SECRET: newKey() };
  const before = await serveWith(old);
  const { asOwner, run, waiting, jo } = await sharedRun(before.address);
  await before.stop();

  const both: Keys = {
    JWT_SECRET: withNewKey(old.JWT_SECRET, newKey()),
    LINK_SECRET: withNewKey(old.LINK_SECRET, newKey()),
  };
  const during = await serveWith(both);
  await jo.at(during.address).get(`/api/runs/${run.id}/view`, 200);
  await jo.at(during.address).get(`/api/i/${waiting.token}`, 200);
  const later = await invite(asOwner.at(during.address), run.id, 'lou@people.example');
  const signedAnew = await jo.at(during.address).refreshed();
  log('With a new key first: who was signed in is, links that were sent open, and new ones are made with it.');
  await during.stop();

  const fresh: Keys = {
    JWT_SECRET: withoutOldestKey(both.JWT_SECRET),
    LINK_SECRET: withoutOldestKey(both.LINK_SECRET),
  };
  must(keysOf(fresh.JWT_SECRET).length === 1 && fresh.JWT_SECRET !== old.JWT_SECRET, 'the old key is still there');
  const after = await serveWith(fresh);
  await jo.at(after.address).get(`/api/runs/${run.id}/view`, 401);
  await signedAnew.at(after.address).get(`/api/runs/${run.id}/view`, 200);
  const ownerAgain = await asOwner.at(after.address).refreshed();
  await ownerAgain.get(`/api/provider/runs/${run.id}`, 200);
  await ownerAgain.get(`/api/i/${waiting.token}`, 404);
  await ownerAgain.get(`/api/i/${later.token}`, 200);
  const invitations = `/api/provider/runs/${run.id}/stakeholder-invites`;
  const reissued = await ownerAgain.post<{ invitation: { claim_url: string } }>(
    `${invitations}/${waiting.id}/reissue`,
    {},
    200,
  );
  await ownerAgain.get(`/api/i/${tokenOf(reissued.invitation.claim_url)}`, 200);
  log(
    'Without the old key: its access tokens and links are dead, nobody is signed out, a link that is reissued opens.',
  );
}
