import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { CredentialsHarness } from '../core/credentials/testing/credentials-harness';
import { FakeSession } from '../core/testing/fake-session';
import routes from './auth-pages.routes';

const words = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('the pages before sign-in', () => {
  let session: FakeSession;

  async function open(url: string, before: (session: FakeSession) => void = () => undefined) {
    session = new FakeSession();
    before(session);
    TestBed.configureTestingModule({
      providers: [
        session.provide(),
        provideRouter([...routes, { path: '**', children: [] }], withComponentInputBinding()),
      ],
    });
    const harness = await RouterTestingHarness.create(url);
    const host = harness.routeNativeElement as HTMLElement;
    return {
      host,
      url: () => TestBed.inject(Router).url,
      form: () => TestbedHarnessEnvironment.loader(harness.fixture).getHarness(CredentialsHarness),
      link: (text: string) =>
        [...host.querySelectorAll('a')].find((each) => words(each) === text)?.getAttribute('href'),
      buttons: () => [...host.querySelectorAll('button')].map(words),
    };
  }

  it('lead back to where somebody was going', async () => {
    const { form, url } = await open('/login?return_to=%2Fapp%2Fruns%2F1%2Fview');
    await (await form()).fill({ Email: 'marie@eastbamfield.example', Password: 'correct horse' });
    await (await form()).press();
    expect(session.signIn).toHaveBeenCalledTimes(1);
    expect(url()).toBe('/app/runs/1/view');
  });

  it('lead to the first place otherwise, and never out of this app', async () => {
    const { form, url } = await open('/login?return_to=https%3A%2F%2Fevil.example');
    await (await form()).fill({ Email: 'marie@eastbamfield.example', Password: 'correct horse' });
    await (await form()).press();
    expect(url()).toBe('/app');
  });

  it('keep the place between signing in and signing up', async () => {
    const signIn = await open('/login?return_to=%2Fapp%2Fruns');
    expect(signIn.link('Create account')).toBe('/register?return_to=%2Fapp%2Fruns');
    expect(signIn.buttons().filter((name) => name === 'Sign in')).toHaveLength(1);
    TestBed.resetTestingModule();
    const register = await open('/register?return_to=%2Fapp%2Fruns');
    expect(register.link('Sign in')).toBe('/login?return_to=%2Fapp%2Fruns');
    expect(register.buttons().filter((name) => name === 'Create account')).toHaveLength(1);
  });

  const marie = {
    'Your name': 'Marie Lachance',
    Email: 'marie@eastbamfield.example',
    Password: 'correct horse battery',
  };

  it('lead a new person on to an organisation', async () => {
    const { form, url } = await open('/register');
    await (await form()).fill(marie);
    await (await form()).press();
    expect(url()).toBe('/app/organisation/new');
  });

  it('lead a new person to where they were going', async () => {
    const { form, url } = await open('/register?return_to=%2Fapp%2Fnotifications');
    await (await form()).fill(marie);
    await (await form()).press();
    expect(url()).toBe('/app/notifications');
  });

  it('say what this is and lead in', async () => {
    const { host, link, buttons } = await open('/');
    expect(words(host.querySelector('h1'))).toBe('Plan the run. Show it where you choose. Tell the right people.');
    expect(link('Sign in')).toBe('/login');
    expect(link('Create account')).toBe('/register');
    expect(buttons()).toEqual([]);
  });

  it('lead somebody who is signed in straight on', async () => {
    const { link } = await open('/', (found) => found.enter());
    expect(link('Open Service Runs')).toBe('/app');
    expect(link('Sign in')).toBeUndefined();
  });
});
