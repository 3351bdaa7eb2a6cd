import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { LIMITS, MARKET_MODES } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon, MarketModeMark } from '@service-runs/ui';
import { type ApiFailure } from '../../core/http/api-failure';
import {
  fieldOfPath,
  gapsIn,
  type RunField,
  runFields,
  type RunValues,
  sameValues,
  type Told,
  twiceIn,
  wrongIn,
  yoursOf,
} from './run-values';
import { zoneGroups } from '../../core/zones';

/** The fields of a run. What becomes of what was typed is for the page around it. */
@Component({
  selector: 'sr-run-form',
  imports: [BusyButton, FormFailure, Icon, MarketModeMark, RouterLink],
  templateUrl: './run-form.html',
  styleUrl: './run-form.scss',
})
export class RunForm {
  /** The run as it is saved, which stands in the fields at first, and again whenever it changes. */
  readonly start = input.required<RunValues>();
  /** What stands in the fields instead, not saved yet. */
  readonly draft = input<RunValues | null>(null);
  readonly act = input.required<string>();
  readonly actBusy = input.required<string>();
  readonly busy = input(false);
  /** Where leaving leads. */
  readonly back = input.required<string>();
  /** All is well with what was typed. */
  readonly save = output<RunValues>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);

  readonly values = linkedSignal(() => this.draft() ?? this.start());
  readonly touched = computed(() => !sameValues(this.values(), this.start()));
  protected readonly failure = signal<unknown>(null);

  /** Nothing is called wrong before it has been handed in once. */
  private readonly handedIn = signal(false);
  private readonly unread = signal<ReadonlySet<RunField>>(new Set());
  /** What the API found wrong, until the field is changed. */
  private readonly refused = signal<Told>({});

  protected readonly told = computed<Told>(() => ({
    ...this.refused(),
    ...(this.handedIn() ? wrongIn(this.values(), this.unread()) : {}),
    ...gapsIn(this.values()),
  }));
  protected readonly twice = computed(() => twiceIn(this.values()));
  protected readonly yours = computed(() => yoursOf(this.values()));
  protected readonly zones = computed(() => zoneGroups(this.start().timeZone));

  protected readonly limits = LIMITS;
  protected readonly ends = [
    {
      date: 'startDate',
      time: 'startTime',
      dateWord: service('provider.form.start_date'),
      timeWord: service('provider.form.start_time'),
      help: null,
    },
    {
      date: 'endDate',
      time: 'endTime',
      dateWord: service('provider.form.end_date'),
      timeWord: service('provider.form.end_time'),
      help: service('provider.form.end_date.help'),
    },
  ] as const;
  protected readonly modes = MARKET_MODES.map((mode) => ({ mode, means: service(`provider.form.mode.${mode}`) }));
  protected readonly words = {
    name: service('provider.form.name'),
    nameHelp: service('provider.form.name.help'),
    when: service('provider.form.when'),
    timeZone: service('provider.form.time_zone'),
    timeZoneHelp: service('provider.form.time_zone.help'),
    where: service('provider.form.where'),
    zone: service('provider.form.zone'),
    zoneHelp: service('provider.form.zone.help'),
    address: service('provider.form.address'),
    teamOnly: service('provider.form.team_only'),
    mode: service('provider.form.mode'),
    modeHelp: service('provider.form.mode.help'),
    team: service('provider.form.team'),
    price: service('provider.form.price'),
    notes: service('provider.form.notes'),
    cancel: service('common.cancel'),
  };

  private readonly called: Record<RunField, string> = {
    name: this.words.name,
    startDate: service('provider.form.start_date'),
    startTime: service('provider.form.start_time'),
    endDate: service('provider.form.end_date'),
    endTime: service('provider.form.end_time'),
    timeZone: this.words.timeZone,
    zoneName: this.words.zone,
    serviceAddress: this.words.address,
    marketMode: this.words.mode,
    price: this.words.price,
    internalNotes: this.words.notes,
  };

  /** Says why it was not taken: beside the field where the API names one, else beside the button. */
  refuse(failure: ApiFailure): void {
    const refused: Told = {};
    for (const { path, message } of failure.details) {
      const field = fieldOfPath[path];
      if (field) refused[field] ??= service('form.field.refused', { field: this.called[field], why: message });
    }
    if (failure.code === 'error.run.market_mode_forbids') refused.marketMode = service('provider.form.mode.published');
    this.refused.set(refused);
    this.failure.set(Object.keys(refused).length > 0 ? null : failure);
    this.leadTo(refused);
  }

  protected set<Field extends RunField>(field: Field, value: RunValues[Field]): void {
    this.values.update((values) => ({ ...values, [field]: value }));
    if (this.refused()[field]) this.refused.update((refused) => ({ ...refused, [field]: undefined }));
  }

  /** A date or time half typed has no value yet, which is not the same as none. */
  protected setClock(field: 'startDate' | 'startTime' | 'endDate' | 'endTime', input: HTMLInputElement): void {
    const unread = new Set(this.unread());
    if (input.validity.badInput) unread.add(field);
    else unread.delete(field);
    this.unread.set(unread);
    if (input.value !== this.values()[field]) this.set(field, input.value);
  }

  protected describedBy(field: RunField, help: boolean): string | null {
    const ids = [help ? `run-${field}-help` : '', this.told()[field] ? `run-${field}-wrong` : ''];
    return ids.filter(Boolean).join(' ') || null;
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.busy()) return;
    this.handedIn.set(true);
    this.failure.set(null);
    this.refused.set({});
    const told = this.told();
    if (runFields.some((field) => told[field])) this.leadTo(told);
    else this.save.emit(this.values());
  }

  private leadTo(told: Told): void {
    const first = runFields.find((field) => told[field]);
    if (!first) return;
    afterNextRender(
      () => {
        const id = first === 'marketMode' ? `run-marketMode-${this.values().marketMode}` : `run-${first}`;
        this.host.querySelector<HTMLElement>(`#${id}`)?.focus();
      },
      { injector: this.injector },
    );
  }
}
