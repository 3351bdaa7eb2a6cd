import fc from 'fast-check';
import { ApiError } from '../platform/errors/api-error';
import { requireDistinctAddresses } from './invitation.rules';

function pathsOf(emails: string[]): string[] | null {
  try {
    requireDistinctAddresses(emails, (place) => `invitees[${place}].email`);
    return null;
  } catch (error) {
    return (error as ApiError).extras.details?.map(({ path }) => path) ?? [];
  }
}

describe('requireDistinctAddresses', () => {
  it('takes addresses that differ', () => {
    expect(pathsOf(['a@b.example', 'b@b.example'])).toBeNull();
    expect(pathsOf([])).toBeNull();
  });

  it('names both places of one that stands twice', () => {
    expect(pathsOf(['a', 'b', 'c', 'b'])).toEqual(['invitees[1].email', 'invitees[3].email']);
  });

  it('names each further place with the first', () => {
    expect(pathsOf(['a', 'a', 'a'])).toEqual([
      'invitees[0].email',
      'invitees[1].email',
      'invitees[0].email',
      'invitees[2].email',
    ]);
  });

  it('refuses exactly the lists with a repetition', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')), (emails) => {
        expect(pathsOf(emails) === null).toBe(new Set(emails).size === emails.length);
      }),
    );
  });
});
