import { DestroyRef, DOCUMENT, inject, Service } from '@angular/core';

/** What a search engine reads of a page beside its title. */
export interface Head {
  description: string;
  /** The one address under which the page is to be found. */
  canonical: string;
  /** False for a page that says that there is nothing. */
  listed: boolean;
}

/** Writes it into the document, for as long as the page is there. */
@Service({ autoProvided: false })
export class PageHead {
  private readonly document = inject(DOCUMENT);
  private readonly tags: HTMLElement[] = [];

  constructor() {
    inject(DestroyRef).onDestroy(() => this.clear());
  }

  set({ description, canonical, listed }: Head): void {
    this.clear();
    if (!listed) {
      this.add('meta', { name: 'robots', content: 'noindex' });
      return;
    }
    this.add('meta', { name: 'description', content: description });
    this.add('link', { rel: 'canonical', href: new URL(canonical, this.document.location.origin).href });
  }

  private add(name: string, attributes: Record<string, string>): void {
    const tag = this.document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) tag.setAttribute(key, value);
    this.document.head.append(tag);
    this.tags.push(tag);
  }

  private clear(): void {
    for (const tag of this.tags.splice(0)) tag.remove();
  }
}
