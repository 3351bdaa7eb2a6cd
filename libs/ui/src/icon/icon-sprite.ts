import { Component } from '@angular/core';

/**
 * The drawings, once for the whole document; `svg[srIcon]` refers to them. 24 box, 1.75 stroke.
 */
@Component({
  selector: 'sr-icon-sprite',
  host: { hidden: '', 'aria-hidden': 'true' },
  template: `
    <svg>
      <symbol id="i-alert" viewBox="0 0 24 24"><path d="M12 3.5 22 20.5H2L12 3.5ZM12 10v5M12 17.7v.1" /></symbol>
      <symbol id="i-attach" viewBox="0 0 24 24">
        <path
          d="m19.5 11.5-7.8 7.8a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-8 8a1.5 1.5 0 0 1-2.1-2.2l7.2-7.2"
        />
      </symbol>
      <symbol id="i-back" viewBox="0 0 24 24"><path d="M20 12H5m6-6.5L4.5 12l6.5 6.5" /></symbol>
      <symbol id="i-bell" viewBox="0 0 24 24">
        <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.5h4" />
      </symbol>
      <symbol id="i-block" viewBox="0 0 24 24">
        <circle cx="12" cy="12" r="8" />
        <path d="m6.5 6.5 11 11" />
      </symbol>
      <symbol id="i-check" viewBox="0 0 24 24"><path d="m5 12.5 4.5 4.5L19 7" /></symbol>
      <symbol id="i-close" viewBox="0 0 24 24"><path d="m6 6 12 12M18 6 6 18" /></symbol>
      <symbol id="i-copy" viewBox="0 0 24 24">
        <rect x="8.5" y="8.5" width="11.5" height="11.5" rx="1.5" />
        <path d="M15.5 5.5V4H4v11.5h1.5" />
      </symbol>
      <symbol id="i-down" viewBox="0 0 24 24"><path d="m6 9.5 6 6 6-6" /></symbol>
      <symbol id="i-eye" viewBox="0 0 24 24">
        <path d="M2.5 12C4.5 8 8 6 12 6s7.5 2 9.5 6c-2 4-5.5 6-9.5 6s-7.5-2-9.5-6Z" />
        <circle cx="12" cy="12" r="2.8" />
      </symbol>
      <symbol id="i-eye_off" viewBox="0 0 24 24">
        <path d="M2.5 12C4.5 8 8 6 12 6s7.5 2 9.5 6c-2 4-5.5 6-9.5 6s-7.5-2-9.5-6ZM5 19 19 5" />
      </symbol>
      <symbol id="i-gear" viewBox="0 0 24 24">
        <path d="M4 7h9m5 0h2M4 17h2m5 0h9" />
        <circle cx="15.5" cy="7" r="2.5" />
        <circle cx="8.5" cy="17" r="2.5" />
      </symbol>
      <symbol id="i-hourglass" viewBox="0 0 24 24">
        <path d="M7 3.5h10M7 20.5h10M8 3.5V7l4 5 4-5V3.5M8 20.5V17l4-5 4 5v3.5" />
      </symbol>
      <symbol id="i-inbox" viewBox="0 0 24 24">
        <path d="M4 13v5.5A1.5 1.5 0 0 0 5.5 20h13a1.5 1.5 0 0 0 1.5-1.5V13l-3-8.5H7L4 13Zm0 0h4.5l1.5 3h4l1.5-3H20" />
      </symbol>
      <symbol id="i-lock" viewBox="0 0 24 24">
        <rect x="5.5" y="11" width="13" height="9" rx="1.5" />
        <path d="M8.5 11V8a3.5 3.5 0 0 1 7 0v3" />
      </symbol>
      <symbol id="i-mail" viewBox="0 0 24 24"><path d="M3.5 6h17v12.5h-17V6Zm0 .5 8.5 7 8.5-7" /></symbol>
      <symbol id="i-menu" viewBox="0 0 24 24"><path d="M4 7h16M4 12h16M4 17h16" /></symbol>
      <symbol id="i-next" viewBox="0 0 24 24"><path d="M4 12h15m-6-6.5 6.5 6.5-6.5 6.5" /></symbol>
      <symbol id="i-open" viewBox="0 0 24 24">
        <circle cx="12" cy="12" r="8" />
        <path d="M4 12h16M12 4c2.5 2.3 3.5 5 3.5 8s-1 5.7-3.5 8c-2.5-2.3-3.5-5-3.5-8s1-5.7 3.5-8Z" />
      </symbol>
      <symbol id="i-phone" viewBox="0 0 24 24">
        <path
          d="M5 4h4l1.5 4.5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5L20 15v4a1.5 1.5 0 0 1-1.7 1.5A17 17 0 0 1 3.5 5.7 1.5 1.5 0 0 1 5 4Z"
        />
      </symbol>
      <symbol id="i-plus" viewBox="0 0 24 24"><path d="M12 5v14M5 12h14" /></symbol>
      <symbol id="i-portal" viewBox="0 0 24 24">
        <path d="M12 21V3M12 5h6.5L21 7.5 18.5 10H12M12 12H5.5L3 14.5 5.5 17H12" />
      </symbol>
      <symbol id="i-run" viewBox="0 0 24 24">
        <path d="M3 12h18" />
        <circle cx="5" cy="12" r="2" fill="currentColor" />
        <circle cx="12" cy="12" r="2" fill="currentColor" />
        <circle cx="19" cy="12" r="2" fill="var(--mat-sys-surface)" />
      </symbol>
      <symbol id="i-search" viewBox="0 0 24 24">
        <circle cx="10.5" cy="10.5" r="6" />
        <path d="m15 15 5.5 5.5" />
      </symbol>
      <symbol id="i-send" viewBox="0 0 24 24"><path d="M4 5.5 20.5 12 4 18.5 6 12 4 5.5ZM6 12h7" /></symbol>
      <symbol id="i-shared" viewBox="0 0 24 24">
        <circle cx="9" cy="8.5" r="3.5" />
        <path d="M2.5 20c.6-4 3-6 6.5-6s5.9 2 6.5 6M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .8 3.1 2.6 3.5 5.5" />
      </symbol>
      <symbol id="i-swap" viewBox="0 0 24 24"><path d="M4 8.5h15l-4-4M20 15.5H5l4 4" /></symbol>
      <symbol id="i-target" viewBox="0 0 24 24">
        <circle cx="12" cy="12" r="8" />
        <circle cx="12" cy="12" r="3" />
      </symbol>
    </svg>
  `,
})
export class IconSprite {}
