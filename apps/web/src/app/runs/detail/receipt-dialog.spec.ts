import { type AccessReceipt, type ReceiptPerson } from '@service-runs/contracts';
import { ApiFailure } from '../../core/http/api-failure';
import { alberni } from '../../core/testing/fake-session';
import { field, isThere, words } from '../testing/page';
import { RunPageBench } from '../testing/run-page';
import { bamfield, detail } from '../testing/runs';

describe('the access receipt', () => {
  let bench: RunPageBench;
  const person = (name: string, more: Partial<ReceiptPerson> = {}): ReceiptPerson => ({
    individual: { id: `person-${name}`, display_name: name, email_masked: 'j***k@pachena.example' },
    stakeholder_role: 'property_owner',
    status: 'active',
    granted_at: '2025-03-09T03:02:00.000Z',
    revoked_at: null,
    revoked_reason: null,
    events: [],
    ...more,
  });
  const event = (action: string, more = {}) => ({
    at: '2025-03-08T23:30:00.000Z',
    action,
    by: 'Dana Whitford',
    by_id: 'dana',
    invitation_id: 'i1',
    role: null,
    reason: null,
    ...more,
  });
  const june = person('June Frank', {
    events: [event('invitations.created'), event('invitation.claimed', { by: 'June Frank' }), event('later.added')],
  });
  const tom = person('Tom Wick', {
    status: 'revoked',
    revoked_at: '2025-03-10T01:44:00.000Z',
    revoked_reason: 'sold the cabin',
    events: [event('invitation.revoked', { reason: 'sold the cabin' }), event('invitation.reissued', { by: null })],
  });
  const receipt = (...people: ReceiptPerson[]): AccessReceipt => ({
    run: { id: bamfield.id, name: bamfield.name },
    people,
  });
  const sections = () => [...document.querySelectorAll('[role=dialog] .sec')].map(words);
  const says = () => words(document.querySelector('[role=dialog]'));

  async function open(answer: AccessReceipt = receipt(june, tom)) {
    bench = new RunPageBench();
    bench.runs.receipt.mockResolvedValue(answer);
    await bench.open(detail());
    await bench.press('Access receipt');
  }

  it('is read as sentences: who, from when to when, by whom and why', async () => {
    await open();
    expect(bench.runs.receipt).toHaveBeenCalledWith(bamfield.id, null);
    const [first, second] = sections();
    expect(first).toMatch(/^June Frankj\*\*\*k@pachena\.example · Property ownerHas access since \d+ Mar 2025/);
    expect(first).toContain('Dana Whitford invited June Frank');
    expect(first).toContain('June Frank claimed access');
    // From a newer API, in its own word rather than not at all.
    expect(first).toContain('later.added');
    expect(second).toMatch(/Had access from .* to .*: sold the cabin/);
    expect(second).toContain('Dana Whitford revoked Tom Wick: sold the cabin');
    expect(second).toContain('Somebody made a new link for Tom Wick');
  });

  it('names nobody who was erased, and says that they had access', async () => {
    const erased = person('', {
      individual: { id: 'gone', display_name: null, email_masked: null },
      status: 'revoked',
      revoked_reason: 'erased',
      events: [event('invitations.created'), event('invitation.claimed', { by: null, by_id: 'gone' })],
    });
    await open(receipt(erased, june));
    const [section] = sections();
    expect(section).toMatch(
      /^An erased accountProperty ownerHad access from \d+ Mar 2025.* until the account was erased/,
    );
    expect(section).toContain('Dana Whitford invited An erased account');
    expect(words(field('Person'))).toContain('An erased account');
  });

  it('can be of one person, and of everybody again', async () => {
    await open();
    const choose = async (id: string) => {
      const select = field<HTMLSelectElement>('Person');
      select.value = id;
      select.dispatchEvent(new Event('change'));
      await bench.rest();
    };
    bench.runs.receipt.mockResolvedValue(receipt(tom));
    await choose('person-Tom Wick');
    expect(bench.runs.receipt).toHaveBeenLastCalledWith(bamfield.id, 'person-Tom Wick');
    expect(sections()).toHaveLength(1);
    // Everybody is still there to choose from.
    expect(field<HTMLSelectElement>('Person').options).toHaveLength(3);
    await choose('');
    expect(bench.runs.receipt).toHaveBeenLastCalledWith(bamfield.id, null);
  });

  it('is kept as a file, fetched with the session', async () => {
    const saved: { name: string; type: string; size: number }[] = [];
    const [make, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
    let blob: Blob | undefined;
    URL.createObjectURL = (object) => {
      blob = object as Blob;
      return 'blob:receipt';
    };
    URL.revokeObjectURL = () => undefined;
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push({ name: this.download, type: blob?.type ?? '', size: blob?.size ?? 0 });
    });
    try {
      await open();
      bench.runs.receiptCsv.mockResolvedValue('run,person\r\n');
      await bench.press('Download CSV');
      expect(bench.runs.receiptCsv).toHaveBeenCalledWith(bamfield.id, null);
      expect(saved).toEqual([
        { name: 'access-receipt-septic-pump-out-bamfield-west-side.csv', type: 'text/csv', size: 12 + 3 },
      ]);
    } finally {
      click.mockRestore();
      [URL.createObjectURL, URL.revokeObjectURL] = [make, revoke];
    }
  });

  it('says why it could not be downloaded, or fetched', async () => {
    await open();
    bench.runs.receiptCsv.mockRejectedValue(new ApiFailure('error.auth.role_required', 403));
    await bench.press('Download CSV');
    expect(says()).toContain('Only an owner of the organisation can do that.');
    bench.runs.receipt.mockRejectedValueOnce(new ApiFailure('error.internal', 500, '7f3a'));
    const select = field<HTMLSelectElement>('Person');
    select.value = 'person-Tom Wick';
    select.dispatchEvent(new Event('change'));
    await bench.rest();
    expect(says()).toMatch(/The access receipt could not be fetched.*7f3a/);
    await bench.press('Try again');
    expect(sections()).toHaveLength(2);
  });

  it('says that nobody has had access', async () => {
    await open(receipt());
    expect(says()).toContain('Nobody outside your organisation has had access to this run.');
    expect(isThere('Download CSV')).toBe(false);
  });

  it('is the owners’ only', async () => {
    bench = new RunPageBench([alberni]);
    await bench.open(detail());
    expect(isThere('Access receipt')).toBe(false);
    expect(isThere('Notify stakeholders')).toBe(true);
  });
});
