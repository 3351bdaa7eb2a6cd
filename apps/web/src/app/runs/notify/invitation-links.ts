import { Component, computed, DOCUMENT, type ElementRef, inject, input, output, viewChild } from '@angular/core';
import { type Id, type IssuedInvitation, type SkippedInvitee } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { CopyButton, plainDay } from '@service-runs/ui';

/** Links that have just been made, each shown this once. */
@Component({
  selector: 'sr-invitation-links',
  imports: [CopyButton],
  template: `
    <section class="sec" aria-labelledby="invitation-links">
      <header>
        <h3 id="invitation-links" #heading tabindex="-1">{{ words.title }}</h3>
        @if (links().length > 0) {
          <button
            type="button"
            class="btn"
            [class.action]="foremost()"
            [srCopy]="all()"
            [word]="words.copyAll"
            [doneWord]="allDone()"
            (copied)="copied.emit(ids())"
          ></button>
        }
      </header>
      <p class="small how" role="status">{{ how() }}</p>
      <ul class="links">
        @for (link of links(); track link.id) {
          <li>
            <span
              ><span class="strong">{{ link.person }}</span>
              @if (link.reissued) {
                <span class="small quiet"> · {{ words.reissued }}</span>
              }
              <code>{{ link.url }}</code></span
            >
            <button
              type="button"
              class="btn"
              [srCopy]="link.url"
              [of]="link.of"
              (copied)="copied.emit([link.id])"
            ></button>
          </li>
        }
      </ul>
      @for (each of skipped(); track each.invitee_email) {
        <p class="skipped small">
          <span class="strong">{{ each.invitee_email }}</span> {{ words.skipped }}
        </p>
      }
    </section>
  `,
  styles: `
    .sec {
      border-top: 0;
      margin-top: 12px;
    }
    h3 {
      font: var(--mat-sys-title-medium);
    }
    h3:focus {
      outline: 0;
    }
    .how {
      padding-bottom: 12px;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 12px;
      align-items: center;
      min-height: 56px;
      padding: 6px 0;
      border-top: var(--sr-rule);
    }
    li .strong {
      overflow-wrap: anywhere;
    }
    code {
      display: block;
      font: var(--mat-sys-body-small);
      color: var(--mat-sys-on-surface-variant);
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    li .btn {
      min-width: 124px;
    }
    .skipped {
      padding: 10px 0;
      border-top: var(--sr-rule);
      overflow-wrap: anywhere;
    }
    @media (max-width: 719px) {
      li {
        grid-template-columns: minmax(0, 1fr);
        padding: 8px 0 12px;
        gap: 8px;
      }
      li .btn {
        width: 100%;
      }
    }
  `,
})
export class InvitationLinks {
  readonly issued = input.required<readonly IssuedInvitation[]>();
  readonly skipped = input<readonly SkippedInvitee[]>([]);
  /** Whether copying them is what to do next. */
  readonly foremost = input(true);
  readonly copied = output<Id[]>();

  private readonly document = inject(DOCUMENT);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  protected readonly words = {
    title: service('provider.notify.created.title'),
    copyAll: service('provider.notify.copy_all'),
    reissued: service('provider.notify.created.reissued'),
    skipped: service('provider.notify.skipped'),
  };
  protected readonly links = computed(() =>
    this.issued().map((invitation) => ({
      id: invitation.id,
      person: invitation.invitee_email,
      reissued: invitation.reissued,
      url: new URL(invitation.claim_url, this.document.location.origin).href,
      of: service('provider.notify.copy.for', { person: invitation.invitee_email }),
    })),
  );
  /** One line for each, with the address that it is for: a link opens for one person only. */
  protected readonly all = computed(() =>
    this.links()
      .map(({ person, url }) => service('provider.notify.copy_all.line', { address: person, link: url }))
      .join('\n'),
  );
  protected readonly allDone = computed(() => service.count('provider.notify.copy_all.done', this.links().length));
  protected readonly ids = computed(() => this.links().map(({ id }) => id));
  protected readonly how = computed(() => {
    const issued = this.issued();
    if (issued.length === 0) return service('provider.notify.created.none');
    const days = new Set(issued.map(({ claim_token_expires_at }) => plainDay(claim_token_expires_at)));
    const [day] = days;
    const count = service.count('provider.notify.created.count', issued.length);
    const how =
      days.size === 1 && day
        ? service('provider.notify.created.how_until', { day })
        : service('provider.notify.created.how');
    return `${count} ${how}`;
  });

  focus(): void {
    this.heading().nativeElement.focus();
    this.heading().nativeElement.scrollIntoView?.({ block: 'nearest' });
  }
}
