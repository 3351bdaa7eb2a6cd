import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MatChipGridHarness } from '@angular/material/chips/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type InvitationsCreated, type Run } from '@service-runs/contracts';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../../core/http/api-failure';
import { FakeSession } from '../../core/testing/fake-session';
import { RunPage } from '../detail/run-page';
import { leaveWork } from '../../core/leave-work';
import { RunsApi } from '../runs-api';
import { bamfield, detail, invitation, issued } from '../testing/runs';
import { button, enter, field, isThere, pause, saidOf, settle, words } from '../testing/page';

describe('Notify stakeholders', () => {
  const api = {
    read: jest.fn(),
    invitations: jest.fn(),
    stakeholders: jest.fn(),
    activity: jest.fn(),
    invite: jest.fn<Promise<InvitationsCreated>, [string, unknown, string]>(),
    revokeInvitation: jest.fn(),
    reissue: jest.fn(),
  };
  const clipboard = { writeText: jest.fn<Promise<void>, [string]>(() => Promise.resolve()) };
  let fixture: ComponentFixture<unknown>;
  const rest = () => settle(fixture);
  const dialogs = () => document.querySelectorAll('[role=dialog], [role=alertdialog]').length;
  const chips = async () => {
    const grid = await TestbedHarnessEnvironment.documentRootLoader(fixture).getHarness(MatChipGridHarness);
    return grid.getRows();
  };
  const chipTexts = async () => Promise.all((await chips()).map((chip) => chip.getText()));
  const made = (emails: string[], skipped: string[] = []): InvitationsCreated => ({
    ok: true,
    run_id: bamfield.id,
    invitations: emails.map((email) => issued(email)),
    skipped: skipped.map((invitee_email) => ({ invitee_email, reason: 'already_has_access' })),
  });

  beforeAll(() => Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true }));

  beforeEach(() => {
    for (const call of Object.values(api)) call.mockReset();
    clipboard.writeText.mockClear();
    api.read.mockResolvedValue(detail());
    api.invitations.mockResolvedValue({
      ok: true,
      invitations: [
        invitation('marie@eastbamfield.example', { invitee_name: 'Marie Lachance', status: 'viewed' }),
        invitation('priya@oceanlab.example', { status: 'expired' }),
        invitation('tom@wick.example', { status: 'revoked', revoked_reason: 'sold the cabin' }),
      ],
      next_cursor: null,
    });
    api.stakeholders.mockResolvedValue({ ok: true, stakeholders: [], next_cursor: null });
    api.activity.mockResolvedValue({ ok: true, activity: [], next_cursor: null });
    TestBed.configureTestingModule({
      providers: [
        { provide: RunsApi, useValue: api },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        new FakeSession().enter().provide(),
        provideRouter(
          [
            { path: 'runs/:id', component: RunPage, canDeactivate: [leaveWork] },
            { path: 'elsewhere', children: [] },
          ],
          withComponentInputBinding(),
        ),
      ],
    });
  });

  async function open(more: Partial<Run> = {}) {
    api.read.mockResolvedValue(detail(more));
    const harness = await RouterTestingHarness.create(`/runs/${bamfield.id}`);
    fixture = harness.fixture;
    await rest();
    await press('Notify stakeholders');
  }
  async function press(name: string | RegExp) {
    button(name).click();
    await rest();
  }
  async function paste(text: string) {
    const entry = field<HTMLTextAreaElement>('Email addresses');
    entry.dispatchEvent(new Event('paste', { bubbles: true }));
    enter('Email addresses', text);
    await rest();
  }

  it('says that it has nothing to do with publishing, and is ready to be typed into', async () => {
    await open();
    const dialog = words(document.querySelector('[role=dialog]'));
    expect(dialog).toContain('Private ops notifications');
    expect(dialog).toContain('Publishing controls what appears on public portals.');
    expect(document.activeElement).toBe(field('Email addresses'));
  });

  describe('the addresses', () => {
    beforeEach(() => open());

    it('are chips as soon as they are pasted, each once', async () => {
      await paste(
        'Marie <marie@eastbamfield.example>, dock@bamfieldinn.example\nDOCK@bamfieldinn.example\tlorne@x.example',
      );
      expect(await chipTexts()).toEqual(['marie@eastbamfield.example', 'dock@bamfieldinn.example', 'lorne@x.example']);
      expect(words(document.querySelector('sr-address-field'))).toContain(
        '1 address was there already and stands once.',
      );
      expect(field<HTMLTextAreaElement>('Email addresses').value).toBe('');
    });

    it('are chips when a separator is typed, and on Enter', async () => {
      enter('Email addresses', 'a@b.ca');
      expect(await chipTexts()).toEqual([]);
      enter('Email addresses', 'a@b.ca,');
      await rest();
      enter('Email addresses', 'c@d.ca');
      field('Email addresses').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
      await rest();
      expect(await chipTexts()).toEqual(['a@b.ca', 'c@d.ca']);
    });

    it('are taken out by name', async () => {
      await paste('a@b.ca, c@d.ca');
      await press('Remove a@b.ca');
      expect(await chipTexts()).toEqual(['c@d.ca']);
    });

    it('that are not whole are named before anything is sent, and can be put right', async () => {
      await paste('june.frank@pachena, a@b.ca');
      expect(saidOf('Email addresses')).toContain(
        'june.frank@pachena is not a full address. Correct or remove it to go on.',
      );
      expect(words(document.querySelector('footer'))).toContain('1 of 2 addresses are good');
      await press('Create invitations');
      expect(api.invite).not.toHaveBeenCalled();
      expect(document.activeElement).toBe(field('Email addresses'));

      const [bad] = await chips();
      await bad?.startEditing();
      const input = await bad?.getEditInput();
      await input?.setValue('june.frank@pachena.example');
      await bad?.finishEditing();
      await rest();
      expect(await chipTexts()).toEqual(['june.frank@pachena.example', 'a@b.ca']);
      expect(saidOf('Email addresses')).not.toContain('not a full address');
    });

    it('are at most fifty', async () => {
      await paste(Array.from({ length: 53 }, (_, n) => `p${n}@x.example`).join('\n'));
      expect(saidOf('Email addresses')).toContain('That is 53 people; 50 can be invited at once. Remove 3 to go on.');
      await press('Create invitations');
      expect(api.invite).not.toHaveBeenCalled();
    });

    it('are missing when there are none', async () => {
      await press('Create invitations');
      expect(saidOf('Email addresses')).toContain('Enter at least one address.');
      expect(api.invite).not.toHaveBeenCalled();
    });

    it('take a name only when there is one of them', async () => {
      await paste('a@b.ca');
      expect(field('Name (optional)').disabled).toBe(false);
      await paste('c@d.ca');
      expect(field('Name (optional)').disabled).toBe(true);
    });
  });

  it('sends what was written, names that came with the addresses among it', async () => {
    await open();
    api.invite.mockResolvedValue(made(['marie@x.example', 'a@b.ca']));
    await paste('Marie <marie@x.example>, a@b.ca');
    enter('Role', 'caretaker');
    enter('Message (optional)', ' Gate is open ');
    enter('Links work for (days)', '14');
    await press('Create invitations');
    expect(api.invite).toHaveBeenCalledWith(
      bamfield.id,
      {
        invitees: [
          { email: 'marie@x.example', name: 'Marie', role: 'caretaker', message: 'Gate is open' },
          { email: 'a@b.ca', name: null, role: 'caretaker', message: 'Gate is open' },
        ],
        expires_in_days: 14,
      },
      expect.stringMatching(/^[0-9a-f]{32}$/),
    );
  });

  it('takes a role in somebody’s own words, and days as the API does', async () => {
    await open();
    await paste('a@b.ca');
    enter('Role', '+');
    enter('Links work for (days)', '91');
    await rest();
    await press('Create invitations');
    expect(saidOf('Role in your words')).toContain('Enter the role');
    expect(saidOf('Links work for (days)')).toContain('from 1 to 90');
    enter('Role in your words', 'Keeper of the gate');
    enter('Links work for (days)', '90');
    enter('Name (optional)', 'Al');
    api.invite.mockResolvedValue(made(['a@b.ca']));
    await press('Create invitations');
    expect(api.invite.mock.calls[0]?.[1]).toEqual({
      invitees: [{ email: 'a@b.ca', name: 'Al', role: 'Keeper of the gate', message: null }],
      expires_in_days: 90,
    });
  });

  it('makes one call of two presses', async () => {
    await open();
    api.invite.mockReturnValue(new Promise(() => undefined));
    await paste('a@b.ca');
    button('Create invitations').click();
    button('Create invitations').click();
    await rest();
    expect(api.invite).toHaveBeenCalledTimes(1);
    expect(words(document.querySelector('footer [aria-busy=true]'))).toBe('Creating');
  });

  it('keeps everything when it could not be sent, and asks again for the same act', async () => {
    await open();
    api.invite.mockRejectedValueOnce(new ApiFailure('error.network', 0)).mockResolvedValueOnce(made(['a@b.ca']));
    await paste('a@b.ca');
    enter('Message (optional)', 'Hello');
    await press('Create invitations');
    expect(words(document.querySelector('sr-notify-dialog [role=alert]'))).toContain('There is no connection');
    expect(await chipTexts()).toEqual(['a@b.ca']);
    expect(field('Message (optional)').value).toBe('Hello');
    await press('Create invitations');
    expect(api.invite.mock.calls[1]?.[2]).toBe(api.invite.mock.calls[0]?.[2]);
  });

  it('shows what the API finds wrong where it stands: an address at its chip', async () => {
    await open();
    api.invite.mockRejectedValueOnce(
      new ApiFailure('error.validation', 400, null, [
        { path: 'invitees[1].email', rule: 'email', message: 'is not an email address' },
        { path: 'invitees[0].message', rule: 'max', message: 'is too long' },
      ]),
    );
    await paste('a@b.ca, c@d.ca');
    await press('Create invitations');
    expect(saidOf('Email addresses')).toContain('c@d.ca is not an email address.');
    expect(saidOf('Message (optional)')).toContain('Message (optional) is too long.');
    const bad = [...document.querySelectorAll('.addr.bad')].map(words);
    expect(bad).toEqual(['c@d.ca']);
  });

  it('says what it cannot place beside the button', async () => {
    await open();
    api.invite.mockRejectedValueOnce(new ApiFailure('error.run.closed', 409));
    await paste('a@b.ca');
    await press('Create invitations');
    expect(words(document.querySelector('sr-notify-dialog'))).toContain('The run is over');
    expect(api.read).toHaveBeenCalledTimes(2);
  });

  describe('the links', () => {
    beforeEach(async () => {
      await open();
      api.invite.mockResolvedValue(made(['a@b.ca', 'c@d.ca'], ['harold@grappler.example']));
      await paste('a@b.ca, c@d.ca, harold@grappler.example');
      await press('Create invitations');
    });

    it('are there, absolute, with whoever was skipped named', () => {
      expect(words(document.activeElement)).toBe('Invitation links');
      const links = [...document.querySelectorAll('sr-invitation-links code')].map(words);
      expect(links).toEqual(['http://localhost/i/token-of-a', 'http://localhost/i/token-of-c']);
      expect(words(document.querySelector('sr-invitation-links'))).toContain(
        'harold@grappler.example already has access; no new invitation was made.',
      );
    });

    it('are copied whole, and the button says so', async () => {
      await press('Copy link for a@b.ca');
      expect(clipboard.writeText).toHaveBeenLastCalledWith('http://localhost/i/token-of-a');
      expect(isThere('Copied for a@b.ca')).toBe(true);
    });

    it('are copied all together', async () => {
      await press('Copy all');
      expect(clipboard.writeText).toHaveBeenLastCalledWith(
        'a@b.ca: http://localhost/i/token-of-a\nc@d.ca: http://localhost/i/token-of-c',
      );
      expect(isThere('Copied 2 links')).toBe(true);
    });

    it('are not left uncopied without a question', async () => {
      await press('Copy link for a@b.ca');
      await press('Done');
      expect(words(document.querySelector('[role=alertdialog] h2'))).toBe('Close without copying 1 link?');
      await press('Stay');
      expect(dialogs()).toBe(1);
      await press('Copy link for c@d.ca');
      await press('Done');
      expect(dialogs()).toBe(0);
    });

    it('are uncopied again once they have been made anew', async () => {
      await press('Copy all');
      api.invite.mockResolvedValue(made(['a@b.ca']));
      await press('Invite more');
      await paste('a@b.ca');
      await press('Create invitations');
      await press('Done');
      expect(words(document.querySelector('[role=alertdialog] h2'))).toBe('Close without copying 1 link?');
    });

    it('nor by leaving the page', async () => {
      const going = TestBed.inject(Router).navigateByUrl('/elsewhere');
      await pause();
      expect(words(document.querySelector('[role=alertdialog] h2'))).toBe('Close without copying 2 links?');
      button('Stay').click();
      expect(await going).toBe(false);
      expect(document.querySelectorAll('sr-invitation-links code')).toHaveLength(2);
      const again = TestBed.inject(Router).navigateByUrl('/elsewhere');
      await pause();
      button('Close').click();
      expect(await again).toBe(true);
      await rest();
      expect(dialogs()).toBe(0);
    });

    it('stay while more people are invited', async () => {
      await press('Invite more');
      expect(document.activeElement).toBe(field('Email addresses'));
      api.invite.mockResolvedValue(made(['e@f.ca']));
      await paste('e@f.ca');
      await press('Create invitations');
      expect([...document.querySelectorAll('sr-invitation-links code')].map(words)).toEqual([
        'http://localhost/i/token-of-e',
        'http://localhost/i/token-of-a',
        'http://localhost/i/token-of-c',
      ]);
    });
  });

  it('asks before addresses that were entered are dropped', async () => {
    await open();
    await paste('a@b.ca');
    document.querySelector('.cdk-overlay-backdrop')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await rest();
    expect(words(document.querySelector('[role=alertdialog] h2'))).toBe('Close without inviting 1 person?');
    await press('Stay');
    await press('Remove a@b.ca');
    await press('Close');
    expect(dialogs()).toBe(0);
  });

  describe('tracking', () => {
    const row = (name: string) =>
      [...document.querySelectorAll('sr-invitation-tracking li')].find((each) => words(each).startsWith(name));

    it('tells where each stands, and offers what can be done', async () => {
      await open();
      expect(words(row('Marie Lachance'))).toMatch(/marie@eastbamfield.example ?Viewed .* · until \d Apr ?Viewed/);
      expect(words(row('tom@wick.example'))).toMatch(/Revoked .* · sold the cabin ?Revoked$/);
      expect(isThere('Revoke tom@wick.example')).toBe(false);
      expect(isThere('Reissue priya@oceanlab.example')).toBe(true);
    });

    it('revokes after asking, with the reason that was given', async () => {
      await open();
      api.revokeInvitation.mockResolvedValue({});
      await press('Revoke Marie Lachance');
      const question = document.querySelector('[role=alertdialog]');
      expect(words(question)).toContain('stops working at once. Others keep theirs.');
      expect(words(document.activeElement)).toBe('Keep invitation');
      enter('Reason (optional)', ' moved away ');
      await press('Revoke');
      expect(api.revokeInvitation).toHaveBeenCalledWith(bamfield.id, 'invite-marie@eastbamfield.example', 'moved away');
      expect(api.invitations).toHaveBeenCalledTimes(2);
    });

    it('leaves alone what was not to be revoked', async () => {
      await open();
      await press('Revoke Marie Lachance');
      await press('Keep invitation');
      expect(api.revokeInvitation).not.toHaveBeenCalled();
      expect(dialogs()).toBe(1);
    });

    it('reissues after saying that the old link dies, and shows the new one', async () => {
      await open();
      api.reissue.mockResolvedValue(issued('marie@eastbamfield.example', { reissued: true }));
      await press('Reissue Marie Lachance');
      expect(words(document.querySelector('[role=alertdialog]'))).toContain(
        'stops working at once, wherever it was sent',
      );
      await press('Make a new link');
      expect(words(document.querySelector('sr-invitation-links li'))).toContain('new link, the old one is dead');
      expect(words(document.querySelector('sr-invitation-links code'))).toBe('http://localhost/i/token-of-marie');
      expect(words(document.activeElement)).toBe('Invitation links');
    });

    it('offers no link that has just been revoked', async () => {
      await open();
      api.reissue.mockResolvedValue(issued('marie@eastbamfield.example'));
      await press('Reissue Marie Lachance');
      await press('Make a new link');
      await press('Revoke Marie Lachance');
      await press('Revoke');
      expect(document.querySelector('sr-invitation-links')).toBeNull();
      await press('Done');
      expect(dialogs()).toBe(0);
    });

    it('is all there is for a run that is over', async () => {
      await open({ status: 'completed' });
      expect(document.querySelector('sr-address-field')).toBeNull();
      expect(words(document.querySelector('sr-notify-dialog'))).toContain('takes no more invitations');
      expect(isThere('Reissue priya@oceanlab.example')).toBe(false);
      expect(isThere('Revoke Marie Lachance')).toBe(true);
    });
  });
});
