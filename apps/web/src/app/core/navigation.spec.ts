import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { provideRouter, RouterOutlet, TitleStrategy } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { FocusOnNavigation } from './focus-on-navigation';
import { PageTitle } from './page-title';
import { PageTitleStrategy } from './page-title-strategy';

@Component({ template: '<main><h1>First</h1></main>' })
class First {}
@Component({ template: '<main><h1>Second</h1></main>' })
class Second {}
@Component({
  imports: [RouterOutlet],
  template: '<main><nav><a href="#way">Way</a></nav><a href="#asked">Asked</a><router-outlet /></main>',
})
class Frame {}
@Component({ selector: 'sr-one', template: '<h1>One</h1>' })
class One {}
@Component({ selector: 'sr-other', template: '<h1>Other</h1>' })
class Other {}

describe('going from page to page', () => {
  let harness: RouterTestingHarness;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        { provide: TitleStrategy, useExisting: PageTitleStrategy },
        provideRouter([
          { path: 'first', component: First, title: 'First' },
          { path: 'second', component: Second, title: 'Second' },
          { path: 'untitled', component: Second },
          {
            path: 'within',
            component: Frame,
            children: [
              { path: 'one', component: One },
              { path: 'other', component: Other },
            ],
          },
        ]),
      ],
    });
    TestBed.inject(FocusOnNavigation);
    harness = await RouterTestingHarness.create('/first');
    await harness.fixture.whenStable();
  });

  async function go(url: string): Promise<void> {
    await harness.navigateByUrl(url);
    await harness.fixture.whenStable();
  }

  it('leaves the focus alone on the first page', () => {
    expect(document.activeElement).toBe(document.body);
  });

  it('leads the focus to the heading of the next', async () => {
    await go('/second');
    expect(document.activeElement?.textContent).toBe('Second');
  });

  it.each([
    ['from the ways between pages, which stay', '#way', 'Other'],
    ['but not from what has asked for it', '#asked', 'Asked'],
  ])('%s', async (_what, from, to) => {
    await go('/within/one');
    document.querySelector<HTMLElement>(`[href="${from}"]`)?.focus();
    await go('/within/other');
    expect(document.activeElement?.textContent).toBe(to);
  });

  it('leaves the focus alone while only the query changes', async () => {
    await go('/first?q=fuel');
    expect(document.activeElement).toBe(document.body);
  });

  it('names the page before the product', async () => {
    const title = TestBed.inject(Title);
    expect(title.getTitle()).toBe('First · Service Runs');
    await go('/second');
    expect(title.getTitle()).toBe('Second · Service Runs');
    await go('/untitled');
    expect(title.getTitle()).toBe('Service Runs');
    TestBed.inject(PageTitle).set('Heating fuel, Zeballos');
    expect(title.getTitle()).toBe('Heating fuel, Zeballos · Service Runs');
  });
});
