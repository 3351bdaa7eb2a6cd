import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject } from '@angular/core';
import { MARKET_MODES } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Icon, MarketModeMark } from '@service-runs/ui';
import { DialogFrame } from '@service-runs/ui/dialog';
import { type RunStore } from '../run-store';
import { publicationLines } from './publication-lines';

/** Where the run may be published and where it is; it says plainly what cannot be done from here yet. */
@Component({
  selector: 'sr-publish-dialog',
  imports: [DialogFrame, Icon, MarketModeMark],
  template: `
    <sr-dialog-frame [heading]="words.title" (dismiss)="ref.close()">
      <p subheading class="small quiet">{{ store.run()?.name }}</p>
      <div class="rule-block">
        <svg srIcon="hourglass"></svg>
        <p class="small">
          <span class="strong">{{ words.notYet }}</span><br />{{ words.notYetBody }}
        </p>
      </div>
      <section class="sec" aria-labelledby="publish-mode">
        <header>
          <h3 id="publish-mode">{{ words.mode }}</h3>
        </header>
        <ul class="lines">
          @for (mode of modes(); track mode.mode) {
            <li [class.chosen]="mode.chosen">
              <span class="grow"
                ><span class="strong"><sr-market-mode-mark [mode]="mode.mode" /></span
                ><span class="sub">{{ mode.means }}</span></span
              >
              @if (mode.chosen) {
                <span class="small strong">{{ words.this }}</span>
              }
            </li>
          }
        </ul>
      </section>
      <section class="sec" aria-labelledby="publish-now">
        <header>
          <h3 id="publish-now">{{ words.now }}</h3>
        </header>
        <ul class="lines">
          @for (line of live(); track line.portal) {
            <li>
              <span class="grow"
                ><span class="strong">{{ line.name }}</span
                ><span class="sub">{{ line.since }}</span></span
              >
            </li>
          } @empty {
            <li>
              <span class="quiet">{{ words.nowhere }}</span>
            </li>
          }
        </ul>
      </section>
      <ng-container foot>
        <button type="button" class="btn" data-close (click)="ref.close()">{{ words.close }}</button>
      </ng-container>
    </sr-dialog-frame>
  `,
  styles: `
    .sec {
      margin-top: 24px;
    }
    h3 {
      font: var(--mat-sys-title-medium);
    }
    .chosen {
      position: relative;
    }
    .chosen::before {
      content: '';
      position: absolute;
      inset: 0 auto 0 -12px;
      width: 4px;
      background: var(--mat-sys-primary);
    }
  `,
})
export class PublishDialog {
  protected readonly store = inject<RunStore>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef>(DialogRef);

  protected readonly words = {
    title: service('provider.run.publish.button'),
    notYet: service('provider.publish.not_yet'),
    notYetBody: service('provider.publish.not_yet.body'),
    mode: service('provider.publish.mode'),
    this: service('provider.publish.this'),
    now: service('provider.publish.now'),
    nowhere: service('provider.publish.nowhere'),
    close: service('common.close'),
  };
  protected readonly modes = computed(() =>
    MARKET_MODES.map((mode) => ({
      mode,
      means: service(`provider.form.mode.${mode}`),
      chosen: mode === this.store.run()?.market_mode,
    })),
  );
  protected readonly live = computed(() =>
    publicationLines(this.store.detail()?.publications ?? []).filter(({ live }) => live),
  );
}
