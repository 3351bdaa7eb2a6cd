import { provideRouter } from '@angular/router';
import { TestBed } from '@angular/core/testing';
import { Notices } from '@service-runs/ui';
import { App } from './app';

describe('App', () => {
  it('tells notices at its foot, in a place that is read out', async () => {
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    const fixture = TestBed.createComponent(App);
    TestBed.inject(Notices).tell('Copied 4 links');
    await fixture.whenStable();
    // Outside of what a dialog hides.
    expect(document.querySelector('body > [role=status]')?.textContent).toContain('Copied 4 links');
  });
});
