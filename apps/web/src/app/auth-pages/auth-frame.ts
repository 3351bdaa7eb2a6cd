import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { service } from '@service-runs/copy';
import { BrandMark } from '@service-runs/ui';

/** A strip map: the coast of Vancouver Island north to south, stops at their true latitudes. */
const coast = [
  { name: 'Kyuquot', top: 8 },
  { name: 'Zeballos', top: 13 },
  { name: 'Tofino', top: 54 },
  { name: 'Ucluelet', top: 65 },
  { name: 'Bamfield', top: 72 },
  { name: 'Port Renfrew', top: 89 },
] as const;

/** Brand and page on the right, the coast on the left where there is room for it. */
@Component({
  selector: 'sr-auth-frame',
  imports: [BrandMark, RouterLink],
  template: `
    <aside [attr.aria-label]="words.aside">
      <ol>
        @for (stop of coast; track stop.name) {
          <li [style.top.%]="stop.top" [class.last]="$last">{{ stop.name }}</li>
        }
      </ol>
      <p>{{ words.say }}</p>
    </aside>
    <main>
      <a class="brand" routerLink="/"><sr-brand-mark />{{ words.brand }}</a>
      <ng-content />
    </main>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: 400px minmax(0, 1fr);
      min-height: 100vh;
    }
    main {
      width: min(400px, 100% - 2 * var(--sr-gutter));
      margin: 0 0 0 min(12vw, 160px);
      padding: min(120px, 12vh) 0 var(--sr-6);
    }
    .brand {
      color: var(--mat-sys-primary);
      min-height: 44px;
    }
    aside {
      position: relative;
      background: var(--sr-bar);
      color: var(--sr-on-bar);
    }
    ol {
      position: absolute;
      inset: 0 0 0 63px;
      border-left: 2px solid var(--sr-on-bar-variant);
    }
    li {
      position: absolute;
      left: 20px;
      line-height: 24px;
      translate: 0 -12px;
    }
    li::before {
      content: '';
      position: absolute;
      left: -28px;
      top: 5px;
      width: 14px;
      height: 14px;
      border-radius: 50%;
      background: var(--sr-on-bar);
    }
    .last::before {
      background: var(--sr-bar);
      border: 3px solid var(--sr-action);
    }
    aside p {
      position: absolute;
      left: 84px;
      right: 40px;
      top: 25%;
      font: var(--mat-sys-headline-small);
      text-wrap: balance;
    }
    @media (max-width: 1079px) {
      :host {
        display: block;
      }
      aside {
        display: none;
      }
      main {
        margin: 0 auto;
        padding-top: var(--sr-4);
      }
    }
  `,
})
export class AuthFrame {
  protected readonly coast = coast;
  protected readonly words = {
    aside: service('auth.aside'),
    brand: service('shell.brand'),
    say: service('public.home.title'),
  };
}
