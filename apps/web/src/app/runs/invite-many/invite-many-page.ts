import './invite-many-texts';
import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type Id, INVITABLE_RUN_STATUSES, type InviteeFate, type Run } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import {
  BusyButton,
  CopyButton,
  ErrorState,
  FormFailure,
  Icon,
  LoadingLines,
  Notices,
  plainDay,
  scheduleWords,
} from '@service-runs/ui';
import { Confirm } from '@service-runs/ui/dialog';
import { ApiFailure, toApiFailure } from '../../core/http/api-failure';
import { Session } from '../../core/session/session';
import { downloadCsv, fileName } from '../csv-download';
import { type HoldsWork, warnBeforeUnload } from '../../core/leave-work';
import { keyOf } from '../notify/addresses';
import { RunsApi } from '../runs-api';
import { type Common, InvitationBatches } from './batches';
import { CarriedList } from './carried-list';
import { CommonFields } from './common-fields';
import { askAbout, countFates, judge, type JudgedRow, type Known, toInvite } from './invitees';
import { type ListForm, type ListRow } from './list/list';
import { ListReader } from './list/list-reader';
import { ListEntry } from './list-entry';
import { ListPreview } from './list-preview';
import { formWords, refusalWords } from './list-words';
import { OutcomeList } from './outcome-list';
import { linkOf, linksCsv, outcomeRows } from './outcomes';

/** What was put in, as it was read. */
interface List {
  readonly rows: readonly ListRow[];
  readonly form: ListForm;
  readonly file: string | null;
}

/** What one press has set going, with the list as it was then. */
interface Commit {
  readonly judged: readonly JudgedRow[];
  readonly common: Common;
  readonly batches: InvitationBatches;
  readonly invited: ReadonlySet<number>;
}

const NOTHING_KNOWN: Known = { fates: new Map(), refused: new Map() };

/**
 * Invites many people to a run: a list is put in, each row shown with what would come of it, all invited by one press in
 * batches that can be stopped and gone on with, and what came of each shown with its link. A link is handed out once, so
 * the page is not left over one that was not copied without asking.
 */
@Component({
  selector: 'sr-invite-many-page',
  imports: [
    BusyButton,
    CommonFields,
    CopyButton,
    ErrorState,
    FormFailure,
    Icon,
    ListEntry,
    ListPreview,
    LoadingLines,
    OutcomeList,
    RouterLink,
  ],
  templateUrl: './invite-many-page.html',
  styleUrl: './invite-many-page.css',
})
export class InviteManyPage implements HoldsWork {
  /** From the address. */
  readonly id = input.required<Id>();

  private readonly api = inject(RunsApi);
  private readonly reader = inject(ListReader);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);

  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');
  private readonly entry = viewChild(ListEntry);
  private readonly fields = viewChild(CommonFields);

  protected readonly run = signal<Run | null>(null);
  protected readonly error = signal<unknown>(null);

  protected readonly text = signal(inject(CarriedList).take());
  protected readonly reading = signal(false);
  protected readonly refused = signal<string | null>(null);

  protected readonly list = signal<List | null>(null);
  private readonly known = signal<Known>(NOTHING_KNOWN);
  protected readonly asking = signal(false);
  protected readonly askingFailed = signal<unknown>(null);
  protected readonly renew = signal(false);
  private turn = 0;

  protected readonly commit = signal<Commit | null>(null);
  private readonly copied = signal<ReadonlySet<Id>>(new Set());

  protected readonly words = {
    run: service('provider.run.title'),
    title: service('provider.many.title'),
    what: service('provider.many.what'),
    failed: service('provider.run.failed'),
    loading: service('provider.run.loading'),
    closed: service('provider.notify.closed'),
    askingFailed: service('provider.many.preview.failed'),
    again: service('provider.many.again'),
    asking: service('provider.many.act.asking'),
    nobody: service('provider.many.act.none'),
    links: service('provider.notify.created.title'),
    progress: service('provider.many.progress'),
    stop: service('provider.many.stop'),
    stopping: service('provider.many.stop.busy'),
    goOn: service('provider.many.go_on'),
    tryAgain: service('common.try_again'),
    copyAll: service('provider.notify.copy_all'),
    download: service('provider.many.download'),
    runClosed: service('provider.many.closed'),
    done: service('provider.notify.done'),
  };

  protected readonly back = computed(() => appPaths.providerRun(this.id()));
  protected readonly when = computed(() =>
    scheduleWords(this.run() ?? { starts_at: null, ends_at: null, time_zone: 'UTC' }),
  );
  protected readonly takesInvitations = computed(() =>
    INVITABLE_RUN_STATUSES.includes(this.run()?.status ?? 'cancelled'),
  );

  protected readonly judged = computed(() => judge(this.list()?.rows ?? [], this.known()));
  private readonly counts = computed(() => countFates(this.judged()));
  protected readonly rowCount = computed(() =>
    service.count('provider.many.preview.title', this.list()?.rows.length ?? 0),
  );
  protected readonly about = computed(() => {
    const list = this.list();
    return list === null ? '' : formWords(list.form, list.file);
  });
  protected readonly looking = computed(() => {
    const asked = this.judged().length - this.counts().bad - this.counts().duplicate;
    return this.asking()
      ? service('provider.many.preview.asking', { done: asked - this.counts().unknown, count: asked })
      : '';
  });
  protected readonly renewable = computed(() => this.counts().reissue);
  protected readonly renewWord = computed(() => service.count('provider.many.renew', this.renewable()));
  private readonly chosen = computed(() => toInvite(this.judged(), this.renew()));
  protected readonly ready = computed(() => this.chosen().length > 0 && this.counts().unknown === 0);
  protected readonly act = computed(() => {
    if (this.counts().unknown > 0) return this.words.asking;
    return this.chosen().length === 0 ? this.words.nobody : service.count('provider.many.act', this.chosen().length);
  });
  protected readonly leftOut = computed(() => {
    const left = this.judged().length - this.chosen().length - this.counts().unknown;
    return left === 0 ? '' : service.count('provider.many.left', left);
  });

  protected readonly outcomes = computed(() => {
    const commit = this.commit();
    return commit === null ? [] : outcomeRows(commit.judged, commit.invited, commit.batches.outcomes());
  });
  private readonly issued = computed(() => this.outcomes().flatMap(({ invitation }) => invitation ?? []));
  private readonly uncopied = computed(() => this.issued().filter(({ id }) => !this.copied().has(id)).length);
  protected readonly ids = computed(() => this.issued().map(({ id }) => id));
  /** One line for each, with the address that it is for: a link opens for one person only. */
  protected readonly allLinks = computed(() =>
    this.issued()
      .map((each) =>
        service('provider.notify.copy_all.line', { address: each.invitee_email, link: linkOf(each, this.origin) }),
      )
      .join('\n'),
  );
  protected readonly allDone = computed(() => service.count('provider.notify.copy_all.done', this.issued().length));
  protected readonly progress = computed(() => {
    const batches = this.commit()?.batches;
    if (!batches) return '';
    const words = { done: batches.settled(), count: batches.total };
    const state = batches.state();
    return state === 'done'
      ? service('provider.many.progress.done', { count: batches.total })
      : service(`provider.many.progress.${state}`, words);
  });
  protected readonly how = computed(() => {
    const issued = this.issued();
    if (issued.length === 0) return '';
    // A batch's links end together: each instant is put into words once, not once for each of thousands.
    const instants = new Set(issued.map(({ claim_token_expires_at }) => claim_token_expires_at));
    const days = new Set([...instants].map((instant) => plainDay(instant)));
    const [day] = days;
    return days.size === 1 && day
      ? service('provider.notify.created.how_until', { day })
      : service('provider.notify.created.how');
  });

  private readonly origin = this.document.location.origin;

  constructor() {
    effect(() => {
      this.id();
      untracked(() => void this.load());
    });
    warnBeforeUnload(() => this.wouldLose() !== null);
    inject(DestroyRef).onDestroy(() => {
      this.turn++;
      this.reader.stop();
      this.commit()?.batches.stop();
    });
  }

  mayLeave(): boolean | Promise<boolean> {
    const loss = this.wouldLose();
    // Somebody whose session has ended cannot stay, and could do nothing here.
    if (loss === null || !this.session.signedIn()) return true;
    return this.confirm.ask({
      ...loss,
      act: service('provider.many.leave.act'),
      actBusy: service('provider.many.leave.act'),
      keep: service('provider.many.leave.keep'),
      perform: () => Promise.resolve(),
    });
  }

  protected async load(): Promise<void> {
    const id = this.id();
    this.error.set(null);
    try {
      const { run } = await this.api.read(id);
      if (id === this.id()) this.run.set(run);
    } catch (error) {
      if (id === this.id()) this.error.set(error);
    }
  }

  protected async take(source: string | File): Promise<void> {
    const turn = ++this.turn;
    this.reading.set(true);
    this.refused.set(null);
    try {
      const read = await this.reader.read(source);
      if (turn !== this.turn) return;
      if ('refused' in read) {
        this.refused.set(refusalWords(read));
        return;
      }
      this.known.set(NOTHING_KNOWN);
      this.renew.set(false);
      this.list.set({ ...read, file: typeof source === 'string' ? null : source.name });
      this.lead();
      void this.ask();
    } catch (error) {
      if (turn === this.turn) this.refused.set(service(toApiFailure(error).code));
    } finally {
      if (turn === this.turn) this.reading.set(false);
    }
  }

  protected correct(row: ListRow): void {
    this.change((rows) => rows.map((each) => (each.id === row.id ? row : each)));
    void this.ask();
  }

  protected remove(row: ListRow): void {
    this.change((rows) => rows.filter(({ id }) => id !== row.id));
    // Its double is the first of its address now.
    void this.ask();
  }

  /** Looks up what would come of every address that is not known yet. */
  protected async ask(): Promise<void> {
    if (this.asking()) return;
    const turn = this.turn;
    this.asking.set(true);
    this.askingFailed.set(null);
    try {
      for (let [emails] = askAbout(this.judged()); emails !== undefined; [emails] = askAbout(this.judged())) {
        await this.askOnce(emails, turn);
        if (turn !== this.turn) return;
      }
    } catch (error) {
      if (turn === this.turn) this.askingFailed.set(error);
    } finally {
      this.asking.set(false);
    }
    // Another list was put in meanwhile.
    if (turn !== this.turn && this.list() !== null) void this.ask();
  }

  protected send(): void {
    if (!this.ready()) {
      this.heading()?.nativeElement.focus();
      return;
    }
    const common = this.fields()?.take();
    if (!common) return;
    const rows = this.chosen();
    const id = this.id();
    const batches = new InvitationBatches(rows, common, (input, key) => this.api.invite(id, input, key));
    this.commit.set({ judged: this.judged(), common, batches, invited: new Set(rows.map((row) => row.id)) });
    this.lead();
    void batches.goOn();
  }

  protected noteCopied(ids: readonly Id[]): void {
    this.copied.update((copied) => new Set([...copied, ...ids]));
  }

  protected download(): void {
    const commit = this.commit();
    const run = this.run();
    if (!commit || !run) return;
    const csv = linksCsv(this.outcomes(), commit.common, this.origin);
    downloadCsv(this.document, csv, service('provider.many.file', { run: fileName(run.name) }));
    this.noteCopied(this.ids());
    this.notices.tell(service.count('provider.many.downloaded', this.issued().length));
  }

  /** Back to where a list is put in; what was typed is still there until people have been invited by it. */
  protected async startAgain(): Promise<void> {
    if (this.commit() !== null) {
      if (!(await this.mayLeave())) return;
      this.text.set('');
    }
    this.turn++;
    this.commit.set(null);
    this.list.set(null);
    afterNextRender(() => this.entry()?.focus(), { injector: this.injector });
  }

  private async askOnce(emails: readonly string[], turn: number): Promise<void> {
    const fates = new Map<string, InviteeFate>();
    const refused = new Map<string, string>();
    try {
      for (const each of (await this.api.previewInvites(this.id(), [...emails])).fates) {
        fates.set(keyOf({ email: each.invitee_email }), each.fate);
      }
      if (!emails.every((email) => fates.has(keyOf({ email })))) throw new ApiFailure('error.unknown', 0);
    } catch (error) {
      for (const { path, message } of toApiFailure(error).details) {
        const email = emails[Number(/^emails\[(\d+)\]$/.exec(path)?.[1] ?? Number.NaN)];
        if (email !== undefined) refused.set(keyOf({ email }), message);
      }
      if (refused.size === 0) throw error;
    }
    if (turn !== this.turn) return;
    this.known.update((known) => ({
      fates: new Map([...known.fates, ...fates]),
      refused: new Map([...known.refused, ...refused]),
    }));
  }

  private change(changed: (rows: readonly ListRow[]) => readonly ListRow[]): void {
    this.list.update((list) => (list === null ? null : { ...list, rows: changed(list.rows) }));
  }

  /** What leaving would lose, in the words of a question; null where it loses nothing. */
  private wouldLose(): { heading: string; consequence: string } | null {
    const batches = this.commit()?.batches;
    if (batches?.running()) {
      return {
        heading: service('provider.many.leave.running'),
        consequence: service('provider.many.leave.running.body'),
      };
    }
    if (this.uncopied() > 0) {
      return {
        heading: service.count('provider.many.leave.links', this.uncopied()),
        consequence: service('provider.notify.leave.links.body'),
      };
    }
    if (batches && batches.state() !== 'over' && batches.left() > 0) {
      return {
        heading: service.count('provider.many.leave.rows', batches.left()),
        consequence: service('provider.many.leave.waiting.body'),
      };
    }
    if (!batches && this.takesInvitations() && this.chosen().length > 0) {
      return {
        heading: service.count('provider.many.leave.rows', this.chosen().length),
        consequence: service('provider.many.leave.rows.body'),
      };
    }
    return null;
  }

  /** To the heading of what is shown now. */
  private lead(): void {
    afterNextRender(() => this.heading()?.nativeElement.focus(), { injector: this.injector });
  }
}
