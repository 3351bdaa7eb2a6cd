import { ApiFailure } from '../core/http/api-failure';
import { OnceKey } from './once-key';

describe('the key of one act', () => {
  const input = { name: 'Dock fuel' };

  it('is the same for the same content, and another for other content', () => {
    const key = new OnceKey();
    const first = key.for(input);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(key.for({ name: 'Dock fuel' })).toBe(first);
    expect(key.for({ name: 'Dock fuel, again' })).not.toBe(first);
  });

  it.each([
    ['no answer came', new ApiFailure('error.network', 0), true],
    ['the server broke down', new ApiFailure('error.internal', 500), true],
    ['the first call is still running', new ApiFailure('error.idempotency.in_progress', 409), true],
    ['it is to be asked later', new ApiFailure('error.rate_limited', 429), true],
    ['the session has ended', new ApiFailure('error.auth.required', 401), true],
    ['it was refused', new ApiFailure('error.validation', 400), false],
    ['it was refused as it stands', new ApiFailure('error.run.closed', 409), false],
  ])('after a failure: %s', (_what, failure, kept) => {
    const key = new OnceKey();
    const first = key.for(input);
    key.failed(failure);
    expect(key.for(input) === first).toBe(kept);
  });

  it('ends with the act', () => {
    const key = new OnceKey();
    const first = key.for(input);
    key.done();
    expect(key.for(input)).not.toBe(first);
  });
});
