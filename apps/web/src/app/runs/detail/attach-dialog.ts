import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject } from '@angular/core';
import { service } from '@service-runs/copy';
import { Icon } from '@service-runs/ui';
import { DialogFrame } from '@service-runs/ui/dialog';
import { joined } from '../people';
import { type RunStore } from '../run-store';

/** What is attached to the run; it says plainly what cannot be done from here yet. */
@Component({
  selector: 'sr-attach-dialog',
  imports: [DialogFrame, Icon],
  template: `
    <sr-dialog-frame [heading]="words.title" (dismiss)="ref.close()">
      <p subheading class="small quiet">{{ store.run()?.name }}</p>
      <div class="rule-block">
        <svg srIcon="hourglass"></svg>
        <p class="small">
          <span class="strong">{{ words.notYet }}</span><br />{{ words.notYetBody }}
        </p>
      </div>
      <section class="sec" aria-labelledby="attach-now">
        <header>
          <h3 id="attach-now">{{ words.now }}</h3>
        </header>
        <ul class="lines">
          @for (line of lines(); track line.id) {
            <li>
              <span class="grow"
                ><span class="strong">{{ line.name }}</span
                ><span class="sub">{{ line.about }}</span></span
              >
            </li>
          } @empty {
            <li>
              <span class="quiet">{{ words.empty }}</span>
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
  `,
})
export class AttachDialog {
  protected readonly store = inject<RunStore>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef>(DialogRef);

  protected readonly words = {
    title: service('provider.run.attach.button'),
    notYet: service('provider.attach.not_yet'),
    notYetBody: service('provider.attach.not_yet.body'),
    now: service('provider.attach.now'),
    empty: service('provider.requests.empty'),
    close: service('common.close'),
  };
  protected readonly lines = computed(() =>
    (this.store.detail()?.attached_requests ?? []).map((request) => ({
      id: request.id,
      name: request.requester_name,
      about: joined(request.summary, request.zone_name),
    })),
  );
}
