import { afterNextRender, Component, computed, DOCUMENT, inject, Injector, signal } from '@angular/core';
import { API_SCOPES, apiPaths, type ApiScope, type CreateApiKeyInput, LIMITS } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, FormFailure, Icon, plainDay } from '@service-runs/ui';
import { DialogFrame } from '@service-runs/ui/dialog';
import { type ApiFailure, toApiFailure } from '../core/http/api-failure';
import { OnceKey } from '../core/once-key';
import { OnceDialog } from './once-dialog';
import { SettingsApi } from './settings-api';
import { ShownOnce } from './shown-once';

const dayInMs = 86_400_000;
type Field = 'name' | 'scopes' | 'expiry';
type Told = Partial<Record<Field, string>>;

/** Calls that need nothing but the key. */
const trials = [
  { scope: 'runs:read', path: apiPaths.providerRuns, means: 'settings.key.try.runs' },
  { scope: 'requests:read', path: apiPaths.requests, means: 'settings.key.try.requests' },
] as const;

const fieldOfPath: Partial<Record<string, Field>> = { name: 'name', scopes: 'scopes', expires_at: 'expiry' };

/** Makes an API key, then shows it this once. */
@Component({
  selector: 'sr-new-key-dialog',
  imports: [BusyButton, DialogFrame, FormFailure, Icon, ShownOnce],
  templateUrl: './new-key-dialog.html',
  styleUrl: './once-dialog.css',
})
export class NewKeyDialog extends OnceDialog {
  private readonly api = inject(SettingsApi);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly once = new OnceKey();

  protected readonly limits = LIMITS;
  protected readonly name = signal('');
  protected readonly chosen = signal<readonly ApiScope[]>([]);
  /** When it ends; null for never. Told once, so that the same form sent again is the same. */
  protected readonly ends = signal<string | null>(null);
  protected readonly told = signal<Told>({});
  protected readonly failure = signal<unknown>(null);
  protected readonly scopes = API_SCOPES.map((scope) => ({
    scope,
    id: `key-scope-${scope.replace(':', '-')}`,
    word: service(`settings.key.scope.${scope}`),
  }));
  protected readonly expiries = [
    { days: 0, word: service('settings.key.expiry.never') },
    { days: 30, word: service('settings.key.expiry.days', { count: 30 }) },
    { days: 90, word: service('settings.key.expiry.days', { count: 90 }) },
    { days: 365, word: service('settings.key.expiry.year') },
  ];
  protected readonly words = {
    title: service('settings.key.new'),
    name: service('settings.key.name'),
    nameHelp: service('settings.key.name.help'),
    scopes: service('settings.key.scopes'),
    expiry: service('settings.key.expiry'),
    make: service('settings.key.make'),
    making: service('settings.key.make.busy'),
    made: service('settings.key.made'),
    label: service('settings.key.made.label'),
    how: service('settings.key.made.how'),
    copy: service('settings.key.copy'),
    tryLabel: service('settings.key.try.label'),
    tryCopy: service('settings.key.try.copy'),
    tryNone: service('settings.key.try.none'),
    cancel: service('common.cancel'),
    done: service('settings.once.done'),
  };
  protected readonly until = computed(() => {
    const ends = this.ends();
    return ends === null ? null : service('settings.key.expiry.help', { day: plainDay(ends) });
  });

  /** A line for a terminal that works as it stands and changes nothing; null for a key that can list nothing. */
  protected readonly trial = computed(() => {
    const key = this.made();
    const call = trials.find(({ scope }) => this.chosen().includes(scope));
    if (key === null || !call) return null;
    const { href } = new URL(`${call.path}?limit=1`, this.document.location.origin);
    return { line: `curl -H "Authorization: Bearer ${key}" "${href}"`, means: service(call.means) };
  });

  protected loss() {
    return { heading: service('settings.key.leave.title'), consequence: service('settings.key.leave.body') };
  }

  protected type({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.name.set(target.value);
    this.untell('name');
  }

  protected toggle(scope: ApiScope): void {
    const chosen = this.chosen();
    this.chosen.set(chosen.includes(scope) ? chosen.filter((each) => each !== scope) : [...chosen, scope]);
    this.untell('scopes');
  }

  protected setExpiry({ target }: Event): void {
    if (!(target instanceof HTMLSelectElement)) return;
    const days = Number(target.value);
    this.ends.set(days === 0 ? null : new Date(Date.now() + days * dayInMs).toISOString());
    this.untell('expiry');
  }

  protected describedBy(field: Field, help: boolean): string | null {
    const ids = [help ? `key-${field}-help` : '', this.told()[field] ? `key-${field}-wrong` : ''];
    return ids.filter(Boolean).join(' ') || null;
  }

  protected async make(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.failure.set(null);
    if (this.tell(this.check())) return;
    this.busy.set(true);
    const input: CreateApiKeyInput = {
      name: this.name().trim(),
      scopes: API_SCOPES.filter((scope) => this.chosen().includes(scope)),
      expires_at: this.ends(),
    };
    try {
      const key = await this.api.createKey(input, this.once.for(input));
      this.once.done();
      this.show(key);
    } catch (error) {
      this.once.failed(error);
      this.refuse(toApiFailure(error));
    } finally {
      this.busy.set(false);
    }
  }

  private check(): Told {
    const told: Told = {};
    if (!this.name().trim()) told.name = service('settings.key.name.missing');
    if (this.chosen().length === 0) told.scopes = service('settings.key.scopes.missing');
    return told;
  }

  private refuse(failure: ApiFailure): void {
    const told: Told = {};
    for (const { path, message } of failure.details) {
      const field = fieldOfPath[path];
      if (field) told[field] ??= service('form.field.refused', { field: this.words[field], why: message });
    }
    if (!this.tell(told)) this.failure.set(failure);
  }

  private untell(field: Field): void {
    if (this.told()[field]) this.told.update((told) => ({ ...told, [field]: undefined }));
  }

  /** Says what is wrong beside its field, and leads there. */
  private tell(told: Told): boolean {
    this.told.set(told);
    const first = (['name', 'scopes', 'expiry'] as const).find((field) => told[field]);
    if (!first) return false;
    const id = first === 'scopes' ? this.scopes[0]?.id : `key-${first}`;
    afterNextRender(() => this.document.getElementById(id ?? '')?.focus(), { injector: this.injector });
    return true;
  }
}
