import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { provideRouter, TitleStrategy } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { FocusOnNavigation } from './focus-on-navigation';
import { PageTitle } from './page-title';
import { PageTitleStrategy } from './page-title-strategy';

@Component({ template: '<main><h1>First</h1></main>' })
class First {}
@Component({ template: '<main><h1>Second</h1></main>' })
class Second {}

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
