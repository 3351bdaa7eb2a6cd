import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type Id, LIMITS, type MarketMode, type ProviderPortal } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import {
  BusyButton,
  ErrorState,
  FormFailure,
  Icon,
  LoadingLines,
  MarketModeMark,
  Notices,
  scheduleWords,
  stamp,
  zoneName,
} from '@service-runs/ui';
import { DialogFrame } from '@service-runs/ui/dialog';
import { toApiFailure } from '../../core/http/api-failure';
import { CurrentTenant } from '../../core/session/current-tenant';
import { PublishingActs } from '../publishing-acts';
import { type RunStore } from '../run-store';
import { RunsApi } from '../runs-api';
import { runsPaths } from '../runs-paths';

interface Choice {
  portal: Id;
  name: string;
  /** Where the public reads it. */
  path: string;
  link: string;
  /** "Published 7 Mar 14:20", where it is published now. */
  since: string | null;
  forbidden: boolean;
  why: string | null;
}

/** Puts the run on portals and takes it off: what the public sees there, where it may stand and where it stands. */
@Component({
  selector: 'sr-publish-dialog',
  imports: [BusyButton, DialogFrame, ErrorState, FormFailure, Icon, LoadingLines, MarketModeMark, RouterLink],
  templateUrl: './publish-dialog.html',
  styleUrls: ['../pick-lines.css', './publish-dialog.css'],
})
export class PublishDialog {
  protected readonly store = inject<RunStore>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef>(DialogRef);
  private readonly api = inject(RunsApi);
  private readonly acts = inject(PublishingActs);
  private readonly tenant = inject(CurrentTenant).tenant;
  private readonly notices = inject(Notices);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly editPath = runsPaths.edit;
  protected readonly words = {
    title: service('provider.run.publish.button'),
    ruleTitle: service('provider.publish.rule.title'),
    ruleBody: service('provider.publish.rule.body'),
    public: service('provider.publish.public'),
    only: service('provider.publish.public.only'),
    portals: service('provider.publish.portals'),
    change: service('provider.publish.mode.change'),
    loading: service('provider.publish.portals.loading'),
    failed: service('provider.publish.portals.failed'),
    empty: service('provider.publish.portals.empty'),
    everywhere: service('provider.publish.everywhere'),
    unpublish: service('provider.unpublish'),
    act: service('provider.publish.act'),
    busy: service('provider.publish.act.busy'),
    close: service('common.close'),
  };

  private readonly portals = signal<readonly ProviderPortal[] | null>(null);
  protected readonly failed = signal<unknown>(null);
  private readonly marked = signal<ReadonlySet<Id>>(new Set());
  protected readonly busy = signal(false);
  protected readonly refused = signal<unknown>(null);
  private readonly handedIn = signal(false);

  protected readonly facts = computed(() => {
    const run = this.store.run();
    if (!run) return [];
    const { day, window } = scheduleWords(run);
    return [
      { word: service('provider.publish.public.name'), says: run.name },
      {
        word: service('provider.publish.public.when'),
        says: window ? `${day}, ${window} · ${zoneName(run.time_zone)}` : day,
      },
      ...(run.zone_name ? [{ word: service('provider.publish.public.zone'), says: run.zone_name }] : []),
      { word: service('provider.publish.public.provider'), says: this.tenant()?.name ?? '' },
    ];
  });
  /** Why the public would not see it yet, or no more. */
  protected readonly unseen = computed(() => {
    if (this.store.shownOnPortals()) return null;
    return service(this.store.run()?.status === 'draft' ? 'provider.publications.draft' : 'provider.publications.over');
  });
  private readonly mode = computed<MarketMode>(() => this.store.run()?.market_mode ?? 'PRIVATE');
  protected readonly means = computed(() => service(`provider.form.mode.${this.mode()}`));

  protected readonly choices = computed<Choice[] | null>(() => {
    const live = new Map(this.store.live().map((publication) => [publication.portal_id, publication]));
    return (
      this.portals()?.map(({ id, name, slug, linked }) => {
        const published = live.get(id)?.published_at;
        const why = forbiddenBy(this.mode(), linked);
        return {
          portal: id,
          name,
          path: appPaths.portal(slug),
          link: service(linked ? 'provider.publish.linked' : 'provider.publish.unlinked'),
          since: published ? service('provider.publications.published', { when: stamp(published) }) : null,
          forbidden: why !== null,
          why,
        };
      }) ?? null
    );
  });
  private readonly open = computed(() => (this.choices() ?? []).filter(({ since, forbidden }) => !since && !forbidden));
  protected readonly choosable = computed(() => this.open().length > 0);
  protected readonly everywhere = computed(() => !this.choosable() && this.store.live().length > 0);
  /** What was marked, as far as it can still be chosen. */
  protected readonly chosen = computed<ReadonlySet<Id>>(
    () =>
      new Set(
        this.open()
          .map(({ portal }) => portal)
          .filter((portal) => this.marked().has(portal)),
      ),
  );
  protected readonly tally = computed(() => service.count('provider.publish.chosen', this.chosen().size));
  protected readonly wrong = computed(() => {
    if (!this.handedIn()) return null;
    if (this.chosen().size === 0) return service('provider.publish.missing');
    const most = LIMITS.portalsMax;
    return this.chosen().size > most ? service('provider.publish.many', { most }) : null;
  });

  constructor() {
    void this.load();
  }

  protected async load(): Promise<void> {
    this.failed.set(null);
    try {
      this.portals.set(await this.api.portals());
    } catch (error) {
      // What is shown is not made false by a failed look for news.
      if (this.portals() === null) this.failed.set(error);
    }
  }

  protected toggle(portal: Id): void {
    this.handedIn.set(false);
    this.refused.set(null);
    this.marked.update((marked) => {
      const now = new Set(marked);
      if (!now.delete(portal)) now.add(portal);
      return now;
    });
  }

  protected async publish(): Promise<void> {
    const run = this.store.run();
    if (!run || this.busy()) return;
    this.refused.set(null);
    this.handedIn.set(true);
    if (this.wrong()) return;
    const portals = [...this.chosen()];
    this.busy.set(true);
    try {
      this.store.took({ publications: await this.api.publish(run.id, portals) });
      this.handedIn.set(false);
      this.marked.set(new Set());
      this.notices.tell(service.count('provider.publish.done', portals.length));
      this.heading()?.nativeElement.focus();
    } catch (error) {
      this.refused.set(error);
      this.handedIn.set(false);
      // The mode or the portals are not what was shown here: what is possible now stands below.
      if (toApiFailure(error).code === 'error.portal.not_found') await this.load();
    } finally {
      this.busy.set(false);
    }
    await this.store.refresh();
  }

  protected async unpublish(choice: Choice): Promise<void> {
    this.refused.set(null);
    if (await this.acts.unpublish(this.store, choice)) this.heading()?.nativeElement.focus();
  }

  protected seeOf({ name }: Choice): string {
    return service('provider.publications.see', { portal: name });
  }

  protected unpublishOf({ name }: Choice): string {
    return service('provider.unpublish.of', { portal: name });
  }
}

/** Why a run of this mode may not stand on such a portal, or null where it may. */
function forbiddenBy(mode: MarketMode, linked: boolean): string | null {
  if (mode === 'PRIVATE') return service('provider.publish.forbidden.PRIVATE');
  return mode === 'TARGETED' && !linked ? service('provider.publish.forbidden.TARGETED') : null;
}
