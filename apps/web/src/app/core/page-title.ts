import { inject, Service } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { service } from '@service-runs/copy';

/** "My Runs · Service Runs". A page whose title is known only once it has loaded sets it here. */
@Service()
export class PageTitle {
  private readonly title = inject(Title);

  set(page: string | null | undefined): void {
    const brand = service('shell.brand');
    this.title.setTitle(page ? service('shell.page_title', { page, brand }) : brand);
  }
}
