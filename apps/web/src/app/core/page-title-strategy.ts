import { inject, Service } from '@angular/core';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { PageTitle } from './page-title';

/** Titles of routes, in the form that all have. */
@Service()
export class PageTitleStrategy extends TitleStrategy {
  private readonly pageTitle = inject(PageTitle);

  override updateTitle(state: RouterStateSnapshot): void {
    this.pageTitle.set(this.buildTitle(state));
  }
}
