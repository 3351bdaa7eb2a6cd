import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { appPaths, type Unsubscription } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BusyButton, ErrorState, FormFailure } from '@service-runs/ui';
import { toApiFailure } from '../core/http/api-failure';
import { PageTitle } from '../core/page-title';
import { AccountCalls } from './account-calls';
import { AuthFrame } from './auth-frame';

/**
 * Where the link at the foot of a mail leads: `/unsubscribe#<token>`. It works for whoever has the mail, signed in or not; nothing ends
 * by opening it, since programs open links to look at them.
 */
@Component({
  selector: 'sr-unsubscribe-page',
  imports: [AuthFrame, BusyButton, ErrorState, FormFailure, RouterLink],
  template: `
    <sr-auth-frame>
      @if (dead()) {
        <h1 #said tabindex="-1">{{ words.dead }}</h1>
        <p>{{ words.deadBody }}</p>
        <p class="more">
          <a class="btn" [routerLink]="choices">{{ words.openChoices }}</a>
        </p>
      } @else if (failed()) {
        <h1>{{ words.title }}</h1>
        <sr-error-state [heading]="words.failed" [error]="failed()" (again)="look()" />
      } @else if (shown(); as it) {
        <h1 #said tabindex="-1">{{ heading() }}</h1>
        <p>{{ it.subscribed ? what() : doneBody() }}</p>
        <sr-form-failure [error]="failure()" />
        <p class="more">
          @if (it.subscribed) {
            <button
              type="button"
              class="btn action"
              [srBusy]="busy()"
              [busyWord]="words.acting"
              (click)="change(false)"
            >
              {{ words.act }}
            </button>
          } @else {
            <button type="button" class="btn" [srBusy]="busy()" [busyWord]="words.undoing" (click)="change(true)">
              {{ words.undo }}
            </button>
          }
        </p>
        @if (it.topic) {
          <p class="small quiet">
            {{ words.all }} <a [routerLink]="choices">{{ words.openChoices }}</a>
          </p>
        }
      } @else {
        <h1>{{ words.title }}</h1>
        <p role="status">{{ words.loading }}</p>
      }
    </sr-auth-frame>
  `,
  styleUrl: './auth-page.css',
})
export class UnsubscribePage {
  private readonly calls = inject(AccountCalls);
  private readonly injector = inject(Injector);
  private readonly said = viewChild<ElementRef<HTMLElement>>('said');

  private readonly token = toSignal(inject(ActivatedRoute).fragment);
  protected readonly shown = signal<Unsubscription | null>(null);
  protected readonly dead = signal(false);
  /** Why nothing can be shown, and why the last press came to nothing. */
  protected readonly failed = signal<unknown>(null);
  protected readonly failure = signal<unknown>(null);
  protected readonly busy = signal(false);
  private readonly changed = signal(false);
  protected readonly choices = appPaths.notificationChoices;
  protected readonly words = {
    title: service('account.unsubscribe.title'),
    loading: service('account.unsubscribe.loading'),
    act: service('account.unsubscribe.act'),
    acting: service('account.unsubscribe.act.busy'),
    done: service('account.unsubscribe.done'),
    undo: service('account.unsubscribe.undo'),
    undoing: service('account.unsubscribe.undo.busy'),
    undone: service('account.unsubscribe.undone'),
    dead: service('account.unsubscribe.dead'),
    deadBody: service('account.unsubscribe.dead.body'),
    failed: service('account.unsubscribe.failed'),
    all: service('account.unsubscribe.choices'),
    openChoices: service('account.unsubscribe.open_choices'),
  };

  protected readonly heading = computed(() => {
    if (this.shown()?.subscribed === false) return this.words.done;
    return this.changed() ? this.words.undone : this.words.title;
  });
  protected readonly what = computed(() => {
    const it = this.shown();
    if (!it) return '';
    const address = it.email_masked;
    return it.topic
      ? service('account.unsubscribe.topic', { address, topic: service(`account.topic.${it.topic}`) })
      : service('account.unsubscribe.reminders', { address });
  });
  protected readonly doneBody = computed(() =>
    service('account.unsubscribe.done.body', { address: this.shown()?.email_masked ?? '' }),
  );

  constructor() {
    inject(PageTitle).set(this.words.title);
    effect(() => {
      this.token();
      untracked(() => void this.look());
    });
  }

  protected async look(): Promise<void> {
    this.shown.set(null);
    this.changed.set(false);
    this.failed.set(null);
    this.failure.set(null);
    this.dead.set(false);
    const token = this.token();
    try {
      if (token) this.shown.set(await this.calls.subscription(token));
      else this.dead.set(true);
    } catch (error) {
      if (toApiFailure(error).code === 'error.auth.invalid_token') this.dead.set(true);
      else this.failed.set(error);
    }
  }

  protected async change(subscribed: boolean): Promise<void> {
    const token = this.token();
    if (this.busy() || !token) return;
    this.busy.set(true);
    this.failure.set(null);
    try {
      this.shown.set(await this.calls.subscribe(token, subscribed));
      this.changed.set(true);
      // The button that was pressed is gone.
      afterNextRender(() => this.said()?.nativeElement.focus(), { injector: this.injector });
    } catch (error) {
      this.failure.set(error);
    } finally {
      this.busy.set(false);
    }
  }
}
