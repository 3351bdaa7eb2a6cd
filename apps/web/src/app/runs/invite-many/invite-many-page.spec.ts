import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import {
  type CreateInvitationsInput,
  type InvitationsCreated,
  type InvitationsPreviewed,
  type InviteeFate,
} from '@service-runs/contracts';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../../core/http/api-failure';
import { FakeSession } from '../../core/testing/fake-session';
import { leaveWork } from '../../core/leave-work';
import { RunsApi } from '../runs-api';
import { button, enter, field, isThere, pause, saidOf, settle, words } from '../testing/page';
import { bamfield, detail, issued } from '../testing/runs';
import { CarriedList } from './carried-list';
import { InviteManyPage } from './invite-many-page';
import { ListReader } from './list/list-reader';
import { readList } from './list/read-list';

/** Reads as the worker does, without one. */
const reader = {
  read: jest.fn(async (source: string | File) =>
    readList(typeof source === 'string' ? source : new TextEncoder().encode(await contentOf(source))),
  ),
  stop: jest.fn(),
};
const contents = new WeakMap<File, string>();
const contentOf = (file: File) => Promise.resolve(contents.get(file) ?? '');

describe('inviting many people', () => {
  const api = {
    read: jest.fn(),
    previewInvites: jest.fn<Promise<InvitationsPreviewed>, [string, string[]]>(),
    invite: jest.fn<Promise<InvitationsCreated>, [string, CreateInvitationsInput, string]>(),
  };
  const clipboard = { writeText: jest.fn<Promise<void>, [string]>(() => Promise.resolve()) };
  let fixture: ComponentFixture<unknown>;
  let fates: Record<string, InviteeFate>;
  const rest = () => settle(fixture);
  const page = () => words(document.querySelector('sr-invite-many-page'));
  const rows = () => [...document.querySelectorAll('tbody tr')].map(words);

  beforeAll(() => Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true }));

  beforeEach(() => {
    for (const call of Object.values(api)) call.mockReset();
    reader.read.mockClear();
    clipboard.writeText.mockClear();
    fates = {};
    api.read.mockResolvedValue(detail());
    api.previewInvites.mockImplementation(async (_run, emails) => ({
      ok: true,
      fates: emails.map((email) => ({ invitee_email: email.toLowerCase(), fate: fates[email.toLowerCase()] ?? 'new' })),
    }));
    api.invite.mockImplementation(async (_run, { invitees }) => ({
      ok: true,
      run_id: bamfield.id,
      invitations: invitees.map(({ email }) =>
        issued(email.toLowerCase(), { reissued: fates[email.toLowerCase()] === 'reissue' }),
      ),
      skipped: [],
    }));
    TestBed.configureTestingModule({
      providers: [
        { provide: RunsApi, useValue: api },
        { provide: ListReader, useValue: reader },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        new FakeSession().enter().provide(),
        provideRouter(
          [
            { path: 'runs/:id', component: InviteManyPage, canDeactivate: [leaveWork] },
            { path: 'elsewhere', children: [] },
          ],
          withComponentInputBinding(),
        ),
      ],
    });
  });

  async function open() {
    const harness = await RouterTestingHarness.create(`/runs/${bamfield.id}`);
    fixture = harness.fixture;
    await rest();
  }
  async function press(name: string | RegExp) {
    button(name).click();
    await rest();
  }
  async function check(text: string) {
    enter('List of people', text);
    await press('Check the list');
  }
  const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@x.example`);

  describe('the list that is put in', () => {
    beforeEach(open);

    it('is asked for where there is none', async () => {
      await press('Check the list');
      expect(saidOf('List of people')).toContain('Paste a list, or choose a file.');
      expect(document.activeElement).toBe(field('List of people'));
      expect(reader.read).not.toHaveBeenCalled();
    });

    it('is read from a file, which is named with how it was understood', async () => {
      const file = new File([''], 'people.csv');
      contents.set(file, 'Name;Email;Phone\nJune;june@x.example;250');
      const input = document.querySelector('input[type=file]') as HTMLInputElement;
      Object.defineProperty(input, 'files', { value: [file] });
      input.dispatchEvent(new Event('change'));
      await rest();
      expect(reader.read).toHaveBeenCalledWith(file);
      expect(page()).toContain('people.csv, read as a table. Columns that are not used: Phone.');
      expect(words(document.activeElement)).toBe('1 row');
    });

    it('is read from a file that is dropped', async () => {
      const file = new File([''], 'people.csv');
      contents.set(file, 'june@x.example');
      const drop = new Event('drop', { bubbles: true, cancelable: true });
      Object.assign(drop, { dataTransfer: { files: [file], getData: () => '' } });
      document.querySelector('sr-list-entry')?.dispatchEvent(drop);
      await rest();
      // Else the browser would go to the file.
      expect(drop.defaultPrevented).toBe(true);
      expect(rows()[0]).toContain('june@x.example');
    });

    it('does not go into the field when a very long one is pasted', async () => {
      const paste = new Event('paste', { bubbles: true, cancelable: true });
      const text = people(9_000).join('\n');
      Object.assign(paste, { clipboardData: { getData: () => text } });
      field('List of people').dispatchEvent(paste);
      await rest();
      expect(paste.defaultPrevented).toBe(true);
      expect(reader.read).toHaveBeenCalledWith(text);
      expect(words(document.querySelector('[role=alert]'))).toContain('more than 5,000 rows');
    });

    it('stays where it was not taken, with what is wrong and what to do', async () => {
      await check('name,email\n"June,june@x.example');
      expect(words(document.querySelector('[role=alert]'))).toContain('On line 2 a quotation mark opens');
      expect(field<HTMLTextAreaElement>('List of people').value).toContain('June');
      await check('june@x.example');
      expect(rows()).toHaveLength(1);
    });

    it('says that it could not be read, and takes it again', async () => {
      reader.read.mockRejectedValueOnce(new ApiFailure('error.load_failed', 0));
      await check('june@x.example');
      expect(words(document.querySelector('[role=alert]'))).toContain('a new version has just come');
      await press('Check the list');
      expect(rows()).toHaveLength(1);
    });
  });

  it('begins with what was typed in the dialog', async () => {
    TestBed.inject(CarriedList).carry('"June" <june@x.example>');
    await open();
    expect(field<HTMLTextAreaElement>('List of people').value).toBe('"June" <june@x.example>');
    expect(TestBed.inject(CarriedList).take()).toBe('');
  });

  describe('the preview', () => {
    beforeEach(open);

    it('says what would come of each row, those to correct first', async () => {
      fates = { 'b@x.example': 'reissue', 'c@x.example': 'already_has_access' };
      await check('email,name,role\na@x.example,Ann,host\nb@x.example,,\nc@x.example,,\nA@x.example,,\njune,June,');
      expect(rows()).toEqual([
        expect.stringMatching(/^6 ?june ?June .*To correct ?Not an address: it has no @\./),
        expect.stringMatching(/^5 ?A@x\.example .*Duplicate ?The same address as on line 2; left out\./),
        expect.stringMatching(/^3 ?b@x\.example .*Invited already ?The link sent before stays; left out\./),
        expect.stringMatching(/^4 ?c@x\.example .*Has access ?Needs no invitation; left out\./),
        expect.stringMatching(/^2 ?a@x\.example ?Ann ?Host .*New/),
      ]);
      expect(page()).toContain('4 rows are left out.');
      expect(isThere('Invite 1 person')).toBe(true);
    });

    it('shows one kind of rows', async () => {
      await check('a@x.example, june');
      await press('New 1');
      expect(rows()).toEqual([expect.stringContaining('a@x.example')]);
      await press('All 2');
      expect(rows()).toHaveLength(2);
    });

    it('asks for a thousand addresses at a time, and draws a few rows of many', async () => {
      await check(people(2_400).join('\n'));
      expect(api.previewInvites.mock.calls.map(([, emails]) => emails.length)).toEqual([1000, 1000, 400]);
      expect(rows()).toHaveLength(25);
      expect(page()).toContain('1–25 of 2400');
      await press('Next rows');
      expect(rows()[0]).toContain('p25@x.example');
      expect(isThere('Invite 2400 people')).toBe(true);
    });

    it('takes a row that was put right, and looks its address up', async () => {
      await check('june@x.example\nmarie.x.example');
      await press('Correct line 2');
      expect(document.activeElement).toBe(field('Email address'));
      enter('Email address', ' marie@x.example ');
      enter('Name', 'Marie');
      await press('Take this');
      expect(api.previewInvites).toHaveBeenLastCalledWith(bamfield.id, ['marie@x.example']);
      expect(rows()[1]).toMatch(/^2 ?marie@x\.example ?Marie .*New/);
      expect(isThere('Invite 2 people')).toBe(true);
    });

    it('leaves a row as it was, and removes one; its double takes its place', async () => {
      await check('a@x.example\njune\nA@x.example');
      await press('Correct line 2');
      await press('Leave as it is');
      expect(rows()[0]).toContain('june');
      await press('Remove line 2');
      await press('Remove line 1');
      expect(rows()).toEqual([expect.stringMatching(/^3 ?A@x\.example .*New/)]);
      expect(words(document.activeElement)).toBe('Rows of the list');
    });

    it('tells what the API does not take for an address, and looks up the others', async () => {
      api.previewInvites.mockRejectedValueOnce(
        new ApiFailure('error.validation', 400, null, [
          { path: 'emails[1]', rule: 'email', message: 'is not an email address' },
        ]),
      );
      await check('a@x.example\nb@x.example\nc@x.example');
      expect(rows()[0]).toMatch(/b@x\.example .*To correct ?The address is not an email address\./);
      expect(api.previewInvites).toHaveBeenLastCalledWith(bamfield.id, ['a@x.example', 'c@x.example']);
    });

    it('says that it could not be looked up, invites nobody meanwhile, and tries again', async () => {
      api.previewInvites.mockRejectedValueOnce(new ApiFailure('error.unavailable', 503, '7f3a'));
      await check('a@x.example');
      expect(words(document.querySelector('sr-error-state'))).toMatch(/could not be looked up.*7f3a/);
      await press('Looking up addresses');
      expect(api.invite).not.toHaveBeenCalled();
      await press('Try again');
      expect(isThere('Invite 1 person')).toBe(true);
    });

    it('renews nobody’s link unless that is ticked', async () => {
      fates = { 'a@x.example': 'reissue' };
      await check('a@x.example\nb@x.example');
      const box = field('Make a new link for 1 person who is invited already; a link sent before dies');
      expect(box.checked).toBe(false);
      expect(isThere('Invite 1 person')).toBe(true);
      box.click();
      await rest();
      expect(rows()[0]).toContain('Gets a new link; the one sent before dies.');
      await press('Invite 2 people');
      expect(api.invite.mock.calls[0]?.[1].invitees.map(({ email }) => email)).toEqual(['a@x.example', 'b@x.example']);
    });

    it('gives role, message and days to the rows that have none', async () => {
      await check('email,role\na@x.example,host\nb@x.example,');
      enter('Role', '+');
      enter('All links work for (days)', '91');
      await rest();
      await press('Invite 2 people');
      expect(saidOf('Role in your words')).toContain('Enter the role');
      expect(saidOf('All links work for (days)')).toContain('from 1 to 90');
      expect(api.invite).not.toHaveBeenCalled();
      enter('Role in your words', 'keeper');
      enter('All links work for (days)', '14');
      enter('Message (optional)', ' Gate is open ');
      await rest();
      await press('Invite 2 people');
      expect(api.invite.mock.calls[0]?.[1]).toEqual({
        invitees: [
          { email: 'a@x.example', name: null, role: 'host', message: 'Gate is open' },
          { email: 'b@x.example', name: null, role: 'keeper', message: 'Gate is open' },
        ],
        expires_in_days: 14,
      });
    });

    it('has nobody to invite where nobody is new', async () => {
      fates = { 'a@x.example': 'already_has_access' };
      await check('a@x.example');
      await press('Nobody to invite');
      expect(api.invite).not.toHaveBeenCalled();
    });

    it('keeps what was pasted when another list is wanted', async () => {
      await check('a@x.example');
      await press('Another list');
      expect(field<HTMLTextAreaElement>('List of people').value).toBe('a@x.example');
      expect(document.activeElement).toBe(field('List of people'));
    });
  });

  describe('inviting', () => {
    beforeEach(open);

    it('goes in batches, can be stopped, and goes on with what is left', async () => {
      let answer = () => undefined as void;
      const answers = api.invite.getMockImplementation();
      api.invite.mockImplementation(async (...call) => {
        await new Promise<void>((resolve) => (answer = resolve));
        return answers?.(...call) ?? Promise.reject(new Error());
      });
      await check(people(120).join('\n'));
      button('Invite 120 people').click();
      await pause();
      expect(words(document.activeElement)).toBe('Invitation links');
      button('Stop').click();
      await pause();
      expect(page()).toContain('0 of 120 done. Stopping after the batch that is under way.');
      answer();
      await pause();
      expect(page()).toContain('Stopped: 50 of 120 done.');
      expect(api.invite).toHaveBeenCalledTimes(1);
      expect(page()).toContain('Not invited yet 70');

      api.invite.mockImplementation(answers);
      await press('Go on');
      expect(page()).toContain('All 120 done.');
      expect(api.invite.mock.calls.map(([, { invitees }]) => invitees.length)).toEqual([50, 50, 20]);
      expect(page()).toContain('New link 120');
    });

    it('says why it was interrupted, and tries the same batch again under its key', async () => {
      api.invite.mockRejectedValueOnce(new ApiFailure('error.rate_limited', 429, null, [], 40));
      await check('a@x.example');
      await press('Invite 1 person');
      expect(page()).toContain('Interrupted: 0 of 1 done. Trying again invites nobody twice.');
      expect(words(document.querySelector('sr-form-failure'))).toContain('wait 40 seconds');
      await press('Try again');
      expect(page()).toContain('All 1 done.');
      expect(api.invite.mock.calls[1]?.[2]).toBe(api.invite.mock.calls[0]?.[2]);
    });

    it('ends where the run is closed meanwhile', async () => {
      await check(people(60).join('\n'));
      const answers = api.invite.getMockImplementation();
      api.invite.mockImplementationOnce((...call) => answers?.(...call) ?? Promise.reject(new Error()));
      api.invite.mockRejectedValueOnce(new ApiFailure('error.run.closed', 409));
      await press('Invite 60 people');
      expect(page()).toContain('50 of 60 done. The others are not invited.');
      expect(words(document.querySelector('[role=alert].err'))).toContain('The run is over now');
      expect(isThere('Try again')).toBe(false);
      expect(isThere('Go on')).toBe(false);
    });

    it('names a row that was refused', async () => {
      api.invite.mockRejectedValueOnce(
        new ApiFailure('error.validation', 400, null, [
          { path: 'invitees[1].name', rule: 'text', message: 'holds characters that cannot be kept' },
        ]),
      );
      await check('a@x.example\nb@x.example');
      await press('Invite 2 people');
      expect(rows()[0]).toMatch(/b@x\.example.*Refused ?Name: holds characters that cannot be kept\./);
      expect(page()).toContain('All 2 done.');
    });

    it('offers every link, alone and all together', async () => {
      await check('a@x.example\nb@x.example');
      await press('Invite 2 people');
      await press('Copy link for b@x.example');
      expect(clipboard.writeText).toHaveBeenLastCalledWith('http://localhost/i/token-of-b');
      await press('Copy all');
      expect(clipboard.writeText).toHaveBeenLastCalledWith(
        'a@x.example: http://localhost/i/token-of-a\nb@x.example: http://localhost/i/token-of-b',
      );
    });

    it('offers them as a file', async () => {
      const blobs: Blob[] = [];
      const createUrl = jest.fn((blob: Blob) => {
        blobs.push(blob);
        return 'blob:file';
      });
      Object.assign(URL, { createObjectURL: createUrl, revokeObjectURL: jest.fn() });
      const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
        this: HTMLAnchorElement,
      ) {
        expect(this.download).toBe('invitation-links-septic-pump-out-bamfield-west-side.csv');
      });
      await check('a@x.example');
      await press('Invite 1 person');
      await press('Download CSV');
      expect(click).toHaveBeenCalledTimes(1);
      expect(blobs[0]?.type).toBe('text/csv');
      const going = TestBed.inject(Router).navigateByUrl('/elsewhere');
      // The links are in the reader's hands: nothing is asked.
      expect(await going).toBe(true);
      click.mockRestore();
    });
  });

  describe('leaving', () => {
    beforeEach(open);

    async function leaves(question: string, answer: 'Stay' | 'Leave'): Promise<boolean> {
      const going = TestBed.inject(Router).navigateByUrl('/elsewhere');
      await pause();
      expect(words(document.querySelector('[role=alertdialog] h2'))).toBe(question);
      button(answer).click();
      return going;
    }
    const unloading = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };

    it('asks nothing before anything would be lost', async () => {
      expect(unloading()).toBe(false);
      expect(await TestBed.inject(Router).navigateByUrl('/elsewhere')).toBe(true);
    });

    it('asks before a list is dropped', async () => {
      await check('a@x.example\nb@x.example');
      expect(unloading()).toBe(true);
      expect(await leaves('Leave without inviting 2 people?', 'Stay')).toBe(false);
      expect(rows()).toHaveLength(2);
      expect(await leaves('Leave without inviting 2 people?', 'Leave')).toBe(true);
    });

    it('asks before links are lost that nobody copied', async () => {
      await check('a@x.example\nb@x.example');
      await press('Invite 2 people');
      await press('Copy link for a@x.example');
      expect(await leaves('Leave without copying 1 link?', 'Stay')).toBe(false);
      await press('Copy link for b@x.example');
      expect(unloading()).toBe(false);
      expect(await TestBed.inject(Router).navigateByUrl('/elsewhere')).toBe(true);
    });

    it('asks while people are being invited, and then begins no other batch', async () => {
      let answer = () => undefined as void;
      const answers = api.invite.getMockImplementation();
      api.invite.mockImplementation(async (...call) => {
        await new Promise<void>((resolve) => (answer = resolve));
        return answers?.(...call) ?? Promise.reject(new Error());
      });
      await check(people(60).join('\n'));
      button('Invite 60 people').click();
      await pause();
      expect(unloading()).toBe(true);
      expect(await leaves('Leave while people are being invited?', 'Leave')).toBe(true);
      answer();
      await pause();
      expect(api.invite).toHaveBeenCalledTimes(1);
    });
  });

  it('is not for a run that is over', async () => {
    api.read.mockResolvedValue(detail({ status: 'cancelled' }));
    await open();
    expect(page()).toContain('takes no more invitations');
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('says that the run could not be fetched, and tries again', async () => {
    api.read.mockRejectedValueOnce(new ApiFailure('error.unavailable', 503));
    await open();
    expect(page()).toContain('The run could not be fetched');
    await press('Try again');
    expect(field('List of people')).toBeTruthy();
  });
});
