import { createHash } from 'node:crypto';
import { createPerson, createSession, one, unique } from '../factories';
import { useServices } from '../support/services';

const suite = useServices({ DATABASE_POOL: '20' });
const hashOf = (token: string) => createHash('sha256').update(token).digest();

async function family() {
  const person = await createPerson(suite.admin);
  const token = unique();
  const { sessionId } = await createSession(suite.admin, person, { refreshToken: token });
  return { person, token, sessionId };
}

const rotate = (token: string, next = unique()) => suite.services.auth.rotate(hashOf(token), hashOf(next));

const stateOf = (sessionId: string) =>
  one<{ ended_reason: string | null; live: number }>(
    suite.admin,
    `SELECT s.ended_reason, (SELECT count(*)::int FROM cc_refresh_tokens t WHERE t.session_id = s.id AND t.spent_at IS NULL) AS live
       FROM cc_sessions s WHERE s.id = $1`,
    [sessionId],
  );

describe('a refresh token', () => {
  it('is spent by its use, for one that follows', async () => {
    const { person, token, sessionId } = await family();
    const next = unique();
    expect(await rotate(token, next)).toEqual({ session_id: sessionId, individual_id: person.id });
    expect(await rotate(next)).toEqual({ session_id: sessionId, individual_id: person.id });
    expect(await stateOf(sessionId)).toEqual({ ended_reason: null, live: 1 });
  });

  it('that was spent ends its family, and that outlasts the refusal', async () => {
    const { token, sessionId } = await family();
    const next = unique();
    await rotate(token, next);
    expect(await rotate(token)).toBeUndefined();
    expect(await stateOf(sessionId)).toMatchObject({ ended_reason: 'reuse' });
    expect(await rotate(next)).toBeUndefined();
  });

  it('used twice at once is won by one, and the other ends the family', async () => {
    for (let round = 0; round < 15; round++) {
      const { token, sessionId } = await family();
      const outcomes = await Promise.all([rotate(token), rotate(token)]);
      expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
      expect(await stateOf(sessionId)).toMatchObject({ ended_reason: 'reuse' });
    }
  });

  it('of a session that ended otherwise changes nothing, and its reason stays', async () => {
    const { token, sessionId } = await family();
    await suite.admin.query(`UPDATE cc_sessions SET ended_at = now(), ended_reason = 'logout' WHERE id = $1`, [
      sessionId,
    ]);
    expect(await rotate(token)).toBeUndefined();
    await suite.admin.query('UPDATE cc_refresh_tokens SET spent_at = now() WHERE session_id = $1', [sessionId]);
    expect(await rotate(token)).toBeUndefined();
    expect(await stateOf(sessionId)).toMatchObject({ ended_reason: 'logout' });
  });

  it('makes a session live on from its use', async () => {
    const { token, sessionId } = await family();
    const days = () =>
      one<{ days: number }>(
        suite.admin,
        `SELECT round(extract(epoch FROM expires_at - now()) / 86400)::int AS days FROM cc_sessions WHERE id = $1`,
        [sessionId],
      );
    expect(await days()).toEqual({ days: 1 });
    await rotate(token);
    expect(await days()).toEqual({ days: 30 });
  });
});

describe('signing out by a refresh token', () => {
  it('ends its own session, and no other person’s', async () => {
    const [mine, theirs] = [await family(), await family()];
    await suite.services.auth.endSessionByRefreshToken(hashOf(mine.token));
    expect(await stateOf(mine.sessionId)).toMatchObject({ ended_reason: 'logout' });
    expect(await stateOf(theirs.sessionId)).toEqual({ ended_reason: null, live: 1 });
  });

  it('leaves the end of a session that had ended as it was', async () => {
    const { token, sessionId } = await family();
    await suite.admin.query(`UPDATE cc_sessions SET ended_at = now(), ended_reason = 'password' WHERE id = $1`, [
      sessionId,
    ]);
    await suite.services.auth.endSessionByRefreshToken(hashOf(token));
    expect(await stateOf(sessionId)).toMatchObject({ ended_reason: 'password' });
  });
});

describe('changing a password', () => {
  it('ends the person’s other sessions, and leaves the end of those that had ended as it was', async () => {
    const person = await createPerson(suite.admin, { passwordHash: 'old' });
    const actor = await suite.asPerson(person);
    const open = await createSession(suite.admin, person);
    const ended = await createSession(suite.admin, person, { ended: true });
    expect(await suite.services.auth.changePassword(actor, 'old', 'new')).toBe(true);
    const reasons = await Promise.all(
      [actor.sessionId, open.sessionId, ended.sessionId].map(async (id) => (await stateOf(id)).ended_reason),
    );
    expect(reasons).toEqual([null, 'password', 'logout']);
  });

  it('twice at once is won by one', async () => {
    const person = await createPerson(suite.admin, { passwordHash: 'old' });
    const actors = await Promise.all([suite.asPerson(person), suite.asPerson(person)]);
    const won = await Promise.all(
      actors.map((actor, index) => suite.services.auth.changePassword(actor, 'old', `new ${index}`).catch(() => false)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
  });
});
