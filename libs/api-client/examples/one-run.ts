import { createClient, each, once, orThrow } from '@service-runs/api-client';

/** Plans a run, publishes it, invites somebody, and takes the invitation back. */
export async function oneRun(baseUrl: string, apiKey: string, email: string): Promise<string[]> {
  const api = createClient({ baseUrl, apiKey });

  // Made once, even where the line breaks and the call is repeated.
  const { run } = await orThrow(
    once((headers) => api.runs.create({ headers, body: { name: 'Septic pump-out', market_mode: 'OPEN' } })),
  );

  const { portals } = await orThrow(api.publishing.portals());
  const portal_ids = portals.map(({ id }) => id);
  await orThrow(api.publishing.publish({ path: { id: run.id }, body: { portal_ids } }));

  const invited = await api.invitations.create({ path: { id: run.id }, body: { invitees: [{ email }] } });
  if (!invited.ok) {
    // `invited.error.error` is one of the codes that inviting can be refused with, and nothing else.
    throw new Error(invited.error.error === 'error.run.closed' ? 'The run is over.' : invited.error.message);
  }
  const [invitation] = invited.data.invitations;
  console.log(`Send this to ${email}: ${baseUrl}${invitation?.claim_url}`);

  await orThrow(
    api.invitations.revoke({
      path: { id: run.id, inviteId: invitation?.id ?? '' },
      body: { reason: 'The tank is somebody else’s' },
    }),
  );

  const statuses: string[] = [];
  for await (const { invitee_email, status } of each(api.invitations.list, { path: { id: run.id } })) {
    statuses.push(`${invitee_email} ${status}`);
  }
  return statuses;
}
