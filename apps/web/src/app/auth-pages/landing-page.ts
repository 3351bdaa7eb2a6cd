import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { appPaths } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { BrandMark } from '@service-runs/ui';
import { Session } from '../core/session/session';
import { webPaths } from '../core/web-paths';

/** The first page: what this is, and the way in. */
@Component({
  selector: 'sr-landing-page',
  imports: [BrandMark, RouterLink],
  template: `
    <header class="band">
      <div>
        <span class="brand"><sr-brand-mark />{{ words.brand }}</span>
      </div>
    </header>
    <main>
      <h1>{{ words.title }}</h1>
      <p class="what">{{ words.what }}</p>
      <p class="ways">
        @if (signedIn()) {
          <a class="btn action" [routerLink]="paths.app">{{ words.open }}</a>
        } @else {
          <a class="btn action" [routerLink]="paths.login">{{ words.signIn }}</a>
          <a class="btn" [routerLink]="paths.register">{{ words.create }}</a>
        }
      </p>
      <ol [attr.aria-label]="words.steps">
        @for (step of steps; track step.word) {
          <li>
            <h2>{{ step.word }}</h2>
            <p>{{ step.body }}</p>
          </li>
        }
      </ol>
      <p class="small quiet">{{ words.invited }}</p>
    </main>
  `,
  styleUrl: './landing-page.css',
})
export class LandingPage {
  private readonly session = inject(Session);

  protected readonly signedIn = computed(() => this.session.signedIn());
  protected readonly paths = { app: appPaths.home, login: webPaths.login, register: webPaths.register };
  protected readonly words = {
    brand: service('shell.brand'),
    title: service('public.home.title'),
    what: service('public.home.what'),
    open: service('public.home.open', { brand: service('shell.brand') }),
    signIn: service('auth.sign_in'),
    create: service('auth.create_account'),
    steps: service('public.home.steps'),
    invited: service('public.home.invited'),
  };
  protected readonly steps = [
    { word: service('public.home.step.plan'), body: service('public.home.step.plan.body') },
    { word: service('public.home.step.publish'), body: service('public.home.step.publish.body') },
    { word: service('public.home.step.notify'), body: service('public.home.step.notify.body') },
  ];

  constructor() {
    void this.session.settle();
  }
}
