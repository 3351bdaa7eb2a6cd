import { Component, DOCUMENT, inject } from '@angular/core';
import { NoticesFoot } from '@service-runs/ui';
import { ClaimPage } from './claim-page';
import { tokenIn } from './claim-address';

@Component({
  selector: 'sr-root',
  imports: [ClaimPage, NoticesFoot],
  template: `
    <sr-claim-page [token]="token" />
    <sr-notices-foot />
  `,
})
export class ClaimRoot {
  protected readonly token = tokenIn(inject(DOCUMENT).location.pathname);
}
