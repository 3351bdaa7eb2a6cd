import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { type ApiKey } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { EmptyState, EndOfList, ErrorState, InvitationBadge, LoadingLines, Notices, shortDay } from '@service-runs/ui';
import { Confirm } from '@service-runs/ui/dialog';
import { joined, whenWords } from '../core/invitation/invitation-words';
import { CurrentTenant } from '../core/session/current-tenant';
import { Loaded } from './loaded';
import { NewKeyDialog } from './new-key-dialog';
import { OncePage } from './once-page';
import { OwnersOnly } from './owners-only';
import { SettingsApi } from './settings-api';

/** The keys that scripts come in with. Owners only. */
@Component({
  selector: 'sr-api-keys-page',
  imports: [EmptyState, EndOfList, ErrorState, InvitationBadge, LoadingLines, OwnersOnly],
  templateUrl: './api-keys-page.html',
  styleUrl: './settings-lists.css',
})
export class ApiKeysPage extends OncePage {
  private readonly api = inject(SettingsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly currentTenant = inject(CurrentTenant);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly owner = computed(() => this.currentTenant.tenant()?.role === 'owner');
  protected readonly keys = new Loaded<ApiKey[]>(() => this.api.keys());
  protected readonly words = {
    title: service('settings.keys'),
    what: service('settings.keys.what'),
    docs: service('settings.keys.docs'),
    new: service('settings.key.new'),
    loading: service('settings.keys.loading'),
    failed: service('settings.keys.failed'),
    empty: service('settings.keys.empty'),
    emptyBody: service('settings.keys.empty.body'),
    delete: service('settings.keys.delete'),
  };
  protected readonly lines = computed(() =>
    (this.keys.value() ?? []).map((key) => {
      const over = key.expires_at !== null && Date.parse(key.expires_at) <= Date.now();
      return {
        key,
        over,
        scopes: key.scopes.map((scope) => service(`settings.key.scope.${scope}`)).join(' · '),
        about: joined(
          usedWords(key),
          service('settings.keys.made', { day: shortDay(key.created_at) }),
          endWords(key, over),
        ),
      };
    }),
  );
  protected readonly end = computed(() => service.count('settings.keys.end', this.lines().length));

  constructor() {
    super();
    if (this.owner()) void this.keys.load();
  }

  protected deleteOf({ name }: ApiKey): string {
    return service('settings.keys.delete.of', { name });
  }

  protected async make(): Promise<void> {
    await this.showOnce(NewKeyDialog, '#key-name');
    await this.keys.refresh();
  }

  protected async delete({ id, name }: ApiKey): Promise<void> {
    const done = await this.confirm.ask({
      heading: service('settings.keys.delete.title', { name }),
      consequence: service('settings.keys.delete.body'),
      act: this.words.delete,
      actBusy: service('settings.keys.delete.busy'),
      keep: service('settings.keys.delete.keep'),
      perform: () => this.api.deleteKey(id),
    });
    if (done) this.notices.tell(service('settings.keys.delete.done', { name }));
    await this.keys.refresh();
    // The button that was pressed has gone.
    if (done) this.heading()?.nativeElement.focus();
  }
}

function usedWords({ last_used_at: at }: ApiKey): string {
  return at === null ? service('settings.keys.unused') : service('settings.keys.used', { when: whenWords(at) });
}

function endWords({ expires_at: at }: ApiKey, over: boolean): string {
  if (at === null) return service('settings.keys.forever');
  const day = shortDay(at);
  return over ? service('settings.keys.ended', { day }) : service('settings.keys.until', { day });
}
