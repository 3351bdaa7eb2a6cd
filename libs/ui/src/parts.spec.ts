import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { INVITATION_STATUSES, MARKET_MODES, RUN_STATUSES } from '@service-runs/contracts';
import {
  BusyButton,
  CopyButton,
  DESCRIBE_FAILURE,
  ErrorState,
  FormFailure,
  Icon,
  InvitationBadge,
  LifecycleLine,
  ListRest,
  LoadingLines,
  MarketModeMark,
  Notices,
  NoticesFoot,
  RunStatusMark,
} from '.';

/** One line of text as a reader takes it. */
const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

async function show<T>(component: new () => T, inputs: Record<string, unknown> = {}) {
  const fixture = TestBed.createComponent(component);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  return { fixture, host: fixture.nativeElement as HTMLElement };
}

describe('a badge of an invitation', () => {
  it.each(INVITATION_STATUSES)('says %s by word, drawing and class', async (status) => {
    const { host } = await show(InvitationBadge, { status });
    expect(words(host)).toMatch(/^(Sent|Viewed|Claimed|Expired|Revoked)$/);
    expect(host.className).toBe(`badge ${status}`);
    expect(host.querySelector('use')?.getAttribute('href')).toMatch(/^#i-/);
  });

  it('draws each state differently', async () => {
    const drawings = new Set<string>();
    for (const status of INVITATION_STATUSES) {
      const { host } = await show(InvitationBadge, { status });
      drawings.add(host.querySelector('use')?.getAttribute('href') ?? '');
    }
    expect(drawings.size).toBe(INVITATION_STATUSES.length);
  });
});

describe('a mark', () => {
  it('says where a run stands', async () => {
    const said = await Promise.all(
      RUN_STATUSES.map(async (status) => words((await show(RunStatusMark, { status })).host)),
    );
    expect(said).toEqual(['Draft', 'Scheduled', 'In progress', 'Completed', 'Cancelled']);
  });

  it('says in which market a run is', async () => {
    const said = await Promise.all(
      MARKET_MODES.map(async (mode) => words((await show(MarketModeMark, { mode })).host)),
    );
    expect(said).toEqual(['Private', 'Targeted', 'Open']);
  });
});

describe('the line of a run’s life', () => {
  async function stops(status: string) {
    const { host } = await show(LifecycleLine, { status });
    return {
      label: host.querySelector('ol')?.getAttribute('aria-label'),
      done: [...host.querySelectorAll('.done')].map(words),
      now: [...host.querySelectorAll('[aria-current=step]')].map(words),
      ahead: [...host.querySelectorAll('.ahead')].map(words),
    };
  }

  it('shows what is behind, where it stands and what is ahead', async () => {
    expect(await stops('in_progress')).toEqual({
      label: 'Status',
      done: ['Draft', 'Scheduled'],
      now: ['In progress'],
      ahead: ['Completed'],
    });
  });

  it('ends where a run was cancelled', async () => {
    expect(await stops('cancelled')).toMatchObject({ done: ['Draft'], now: ['Cancelled'], ahead: [] });
  });
});

describe('an icon', () => {
  it('is decoration unless it stands for a word', async () => {
    @Component({
      imports: [Icon],
      template: '<svg srIcon="bell"></svg><svg srIcon="shared" label="Stakeholders"></svg>',
    })
    class Host {}
    const { host } = await show(Host);
    const [quiet, speaking] = host.querySelectorAll('svg');
    expect(quiet?.getAttribute('aria-hidden')).toBe('true');
    expect(speaking?.getAttribute('aria-hidden')).toBeNull();
    expect(speaking?.getAttribute('role')).toBe('img');
    expect(speaking?.getAttribute('aria-label')).toBe('Stakeholders');
  });
});

describe('a busy button', () => {
  @Component({
    imports: [BusyButton],
    template: `<form (submit)="sent($event)">
      <button [srBusy]="busy()" busyWord="Saving" (click)="pressed()">Save</button>
    </form>`,
  })
  class Host {
    readonly busy = signal(false);
    readonly pressed = jest.fn();
    readonly sent = jest.fn((event: Event) => event.preventDefault());
  }

  it('says what is being done and takes no second press, yet keeps the focus', async () => {
    const { fixture, host } = await show(Host);
    const button = host.querySelector('button') as HTMLButtonElement;
    expect(words(button)).toBe('Save');
    button.focus();
    button.click();
    expect(fixture.componentInstance.sent).toHaveBeenCalledTimes(1);

    fixture.componentInstance.busy.set(true);
    await fixture.whenStable();
    expect(words(button)).toBe('Saving');
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    button.click();
    expect(fixture.componentInstance.sent).toHaveBeenCalledTimes(1);
    expect(fixture.componentInstance.pressed).toHaveBeenCalledTimes(1);
    expect(document.activeElement).toBe(button);

    fixture.componentInstance.busy.set(false);
    await fixture.whenStable();
    expect(words(button)).toBe('Save');
    expect(button.getAttribute('aria-busy')).toBeNull();
  });
});

describe('a copy button', () => {
  const writeText = jest.fn<Promise<void>, [string]>();
  beforeEach(() => {
    writeText.mockReset().mockResolvedValue();
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  });
  afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));

  async function copy() {
    @Component({
      imports: [CopyButton],
      template: '<button srCopy="https://x.example/i/abc" of="june@x.example"></button>',
    })
    class Host {}
    const { fixture, host } = await show(Host);
    const button = host.querySelector('button') as HTMLButtonElement;
    const before = words(button);
    button.click();
    // The clipboard answers in its own time.
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
    return { before, after: words(button), button };
  }

  it('copies, names what it copied and says so in its place', async () => {
    const { before, after, button } = await copy();
    expect(writeText).toHaveBeenCalledWith('https://x.example/i/abc');
    expect(before).toBe('Copy link june@x.example');
    expect(after).toBe('Copied june@x.example');
    expect(button.classList).toContain('done');
    expect(button.querySelector('[aria-live]')?.textContent).toBe('Copied');
  });

  it('copies in the older way where the clipboard is refused', async () => {
    writeText.mockRejectedValue(new Error('refused'));
    const execCommand = jest.fn(() => true);
    Object.defineProperty(document, 'execCommand', { value: execCommand, configurable: true });
    expect((await copy()).after).toBe('Copied june@x.example');
    expect(execCommand).toHaveBeenCalledWith('copy');
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('tells how to go on where nothing may be copied', async () => {
    writeText.mockRejectedValue(new Error('refused'));
    Object.defineProperty(document, 'execCommand', { value: () => false, configurable: true });
    expect((await copy()).after).toBe('Copy link june@x.example');
    expect(TestBed.inject(Notices).text()).toContain('Select the text and copy it by hand');
  });
});

describe('what could not be fetched', () => {
  const describeFailure = (error: unknown) => ({ message: `Because of ${String(error)}.`, requestId: '7f3a' });
  beforeEach(() =>
    TestBed.configureTestingModule({ providers: [{ provide: DESCRIBE_FAILURE, useValue: describeFailure }] }),
  );

  it('is told with its cause, the number to quote and a way to try again', async () => {
    const { fixture, host } = await show(ErrorState, { heading: 'The runs could not be fetched', error: 'the line' });
    const again = jest.fn();
    fixture.componentInstance.again.subscribe(again);
    expect(host.getAttribute('role')).toBe('alert');
    expect(words(host)).toBe('The runs could not be fetched Because of the line. Number to quote: 7f3aTry again');
    host.querySelector('button')?.click();
    expect(again).toHaveBeenCalledTimes(1);
  });

  it('is told beside a form only while there is something to tell', async () => {
    const { fixture, host } = await show(FormFailure, { error: null });
    expect(host.getAttribute('role')).toBe('alert');
    expect(words(host)).toBe('');
    fixture.componentRef.setInput('error', 'the line');
    await fixture.whenStable();
    expect(words(host)).toBe('Because of the line. Number to quote: 7f3a');
  });
});

describe('loading lines', () => {
  it('have the columns that the rows will have, and are named', async () => {
    const { host } = await show(LoadingLines, { rows: 2, columns: ['52px', 'grow'], label: 'Loading runs' });
    expect(host.querySelector('ul')?.getAttribute('aria-busy')).toBe('true');
    expect(host.querySelector('ul')?.getAttribute('aria-label')).toBe('Loading runs');
    expect(host.querySelectorAll('li')).toHaveLength(2);
    expect(host.querySelectorAll('li:first-child > *')).toHaveLength(2);
  });
});

describe('the rest of a list', () => {
  const rest = (more: object) => ({
    list: { hasMore: () => false, loadingMore: () => false, moreError: () => null, ...more },
    failed: 'The next runs could not be fetched',
  });

  it('leads to the next rows, and shows that they are coming', async () => {
    const { fixture, host } = await show(ListRest, rest({ hasMore: () => true }));
    const more = jest.fn();
    fixture.componentInstance.more.subscribe(more);
    expect(words(host)).toBe('Show more');
    host.querySelector('button')?.click();
    expect(more).toHaveBeenCalledTimes(1);
    fixture.componentRef.setInput('list', rest({ hasMore: () => true, loadingMore: () => true }).list);
    await fixture.whenStable();
    expect(words(host.querySelector('[aria-busy=true]'))).toBe('Loading');
  });

  it('says why they could not be fetched, and tries again', async () => {
    const { fixture, host } = await show(ListRest, rest({ hasMore: () => true, moreError: () => new Error('line') }));
    const more = jest.fn();
    fixture.componentInstance.more.subscribe(more);
    expect(words(host.querySelector('[role=alert]'))).toMatch(/^The next runs could not be fetched.*Try again$/);
    host.querySelector('button')?.click();
    expect(more).toHaveBeenCalledTimes(1);
  });

  it('says that these are all, where that is worth a line', async () => {
    const { fixture, host } = await show(ListRest, rest({}));
    expect(host.querySelector('sr-end-of-list')).not.toBeNull();
    fixture.componentRef.setInput('ends', false);
    await fixture.whenStable();
    expect(host.children).toHaveLength(0);
  });
});

describe('the foot', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** Angular waits by the same clock as the notices do. */
  const pass = (milliseconds = 50) => jest.advanceTimersByTimeAsync(milliseconds);

  async function tell() {
    const notices = TestBed.inject(Notices);
    const host = TestBed.createComponent(NoticesFoot).nativeElement as HTMLElement;
    await pass();
    expect(words(host)).toBe('');
    notices.tell('Copied 4 links');
    await pass();
    expect(host.getAttribute('role')).toBe('status');
    expect(words(host)).toBe('Copied 4 links Close');
    return { notices, host };
  }

  it('tells one thing for a while, and longer while it is pointed at', async () => {
    const { notices, host } = await tell();
    host.querySelector('p')?.dispatchEvent(new Event('pointerenter'));
    await pass(60_000);
    expect(notices.text()).toBe('Copied 4 links');
    host.querySelector('p')?.dispatchEvent(new Event('pointerleave'));
    await pass(8_000);
    expect(notices.text()).toBeNull();
    await pass();
    expect(words(host)).toBe('');
  });

  it('is closed by its button', async () => {
    const { notices, host } = await tell();
    host.querySelector('button')?.click();
    expect(notices.text()).toBeNull();
  });
});
