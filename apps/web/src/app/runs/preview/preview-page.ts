import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths, type Id, type StakeholderPreview } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { ErrorState, Icon, LoadingLines } from '@service-runs/ui';
import { InvitationFacts } from '../../core/invitation/invitation-facts';
import { InvitationSmallPrint } from '../../core/invitation/invitation-small-print';
import { Letterhead } from '../../core/invitation/letterhead';
import { RunViewFacts } from '../../core/run-view/run-view-facts';
import { RunsApi } from '../runs-api';

/**
 * What an invitee and a stakeholder are shown of a run, before anybody is invited: the answers come from the code that
 * answers them, and are shown by the parts that show them.
 */
@Component({
  selector: 'sr-preview-page',
  imports: [
    ErrorState,
    Icon,
    InvitationFacts,
    InvitationSmallPrint,
    Letterhead,
    LoadingLines,
    RouterLink,
    RunViewFacts,
  ],
  templateUrl: './preview-page.html',
  styleUrl: './preview-page.css',
})
export class PreviewPage {
  /** From the address. */
  readonly id = input.required<Id>();

  private readonly api = inject(RunsApi);

  protected readonly preview = signal<StakeholderPreview | null>(null);
  protected readonly error = signal<unknown>(null);
  protected readonly back = computed(() => appPaths.providerRun(this.id()));
  protected readonly words = {
    run: service('provider.run.title'),
    title: service('provider.preview.title'),
    what: service('provider.preview.what'),
    loading: service('provider.preview.loading'),
    failed: service('provider.preview.failed'),
    public: service('provider.preview.public'),
    publicWhat: service('provider.preview.public.what'),
    publicAct: service('provider.preview.public.act'),
    view: service('provider.preview.view'),
    viewWhat: service('provider.preview.view.what'),
  };

  constructor() {
    effect(() => {
      this.id();
      untracked(() => void this.load());
    });
  }

  protected async load(): Promise<void> {
    const id = this.id();
    this.preview.set(null);
    this.error.set(null);
    try {
      const preview = await this.api.preview(id);
      // Another run may have been opened meanwhile.
      if (id === this.id()) this.preview.set(preview);
    } catch (error) {
      if (id === this.id()) this.error.set(error);
    }
  }
}
