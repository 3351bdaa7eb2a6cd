import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../http/api-failure';
import { FakeSession } from '../testing/fake-session';
import { Credentials } from './credentials';
import { CredentialsHarness } from './testing/credentials-harness';

async function show(mode: 'sign_in' | 'create_account', inputs: Record<string, unknown> = {}) {
  const session = new FakeSession();
  TestBed.configureTestingModule({
    providers: [session.provide(), { provide: DESCRIBE_FAILURE, useValue: describeFailure }],
  });
  const fixture = TestBed.createComponent(Credentials);
  fixture.componentRef.setInput('mode', mode);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const done = jest.fn();
  fixture.componentInstance.done.subscribe(done);
  const form = await TestbedHarnessEnvironment.harnessForFixture(fixture, CredentialsHarness);
  return { session, form, done, element: fixture.nativeElement as HTMLElement };
}

describe('signing in', () => {
  it('sends what was typed and says that it is done', async () => {
    const { session, form, done } = await show('sign_in');
    await form.fill({ Email: '  marie@eastbamfield.example ', Password: ' correct horse ' });
    await form.press();
    expect(session.signIn).toHaveBeenCalledWith({ email: 'marie@eastbamfield.example', password: ' correct horse ' });
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('has exactly one button of that name, and asks for no name', async () => {
    const { element } = await show('sign_in');
    const named = [...element.querySelectorAll('button')].filter((button) => button.textContent?.trim() === 'Sign in');
    expect(named).toHaveLength(1);
    expect([...element.querySelectorAll('label')].map((label) => label.textContent)).toEqual(['Email', 'Password']);
  });

  it('says beside each field what is missing, leads to the first, and sends nothing', async () => {
    const { session, form } = await show('sign_in');
    await form.press();
    expect(await form.description('Email')).toBe('Enter your email address.');
    expect(await form.description('Password')).toBe('Enter your password.');
    expect(await form.attribute('Email', 'aria-invalid')).toBe('true');
    expect(await form.isFocused('Email')).toBe(true);
    expect(session.signIn).not.toHaveBeenCalled();

    await form.fill({ Email: 'marie' });
    expect(await form.description('Email')).toBe('');
    await form.press();
    expect(await form.description('Email')).toBe('Enter a whole address, such as name@example.org.');
  });

  it('does not judge the length of a password that exists already', async () => {
    const { session, form } = await show('sign_in');
    await form.fill({ Email: 'marie@eastbamfield.example', Password: 'short' });
    await form.press();
    expect(session.signIn).toHaveBeenCalled();
  });

  it('keeps what was typed when it is refused, and says why', async () => {
    const { session, form, done } = await show('sign_in');
    session.signIn.mockRejectedValue(new ApiFailure('error.auth.invalid_credentials', 401));
    await form.fill({ Email: 'marie@eastbamfield.example', Password: 'wrong one' });
    await form.press();
    expect(await form.failure()).toContain('The email or the password is not right.');
    expect(await form.value('Email')).toBe('marie@eastbamfield.example');
    expect(await form.value('Password')).toBe('wrong one');
    expect(done).not.toHaveBeenCalled();
  });

  it('is busy while it waits and takes no second press', async () => {
    const { session, form } = await show('sign_in');
    let answer: () => void = () => undefined;
    session.signIn.mockReturnValue(new Promise<void>((resolve) => (answer = resolve)));
    await form.fill({ Email: 'marie@eastbamfield.example', Password: 'correct horse' });
    await form.press();
    expect(await form.isBusy()).toBe(true);
    expect(await form.buttonText()).toBe('Signing in');
    await form.press();
    expect(session.signIn).toHaveBeenCalledTimes(1);
    answer();
    expect(await form.isBusy()).toBe(false);
  });

  it('says how long to wait after too many tries', async () => {
    const { session, form } = await show('sign_in');
    session.signIn.mockRejectedValue(new ApiFailure('error.rate_limited', 429, null, [], 40));
    await form.fill({ Email: 'marie@eastbamfield.example', Password: 'wrong one' });
    await form.press();
    expect(await form.failure()).toContain('wait 40 seconds and try again');
  });

  it('shows the password when asked, and hides it again', async () => {
    const { form } = await show('sign_in');
    expect(await form.attribute('Password', 'type')).toBe('password');
    expect(await form.revealName()).toBe('Show password');
    await form.toggleReveal();
    expect(await form.attribute('Password', 'type')).toBe('text');
    expect(await form.revealName()).toBe('Hide password');
    await form.toggleReveal();
    expect(await form.attribute('Password', 'type')).toBe('password');
  });

  it('hints at the address that an invitation was sent to', async () => {
    const { form } = await show('sign_in', { emailHint: 'm***e@eastbamfield.example' });
    expect(await form.attribute('Email', 'placeholder')).toBe('m***e@eastbamfield.example');
  });
});

describe('creating an account', () => {
  const good = {
    'Your name': 'Marie Lachance',
    Email: 'marie@eastbamfield.example',
    Password: 'correct horse battery',
  };

  it('sends name, address and password', async () => {
    const { session, form, done } = await show('create_account');
    await form.fill(good);
    await form.press();
    expect(session.register).toHaveBeenCalledWith({
      email: 'marie@eastbamfield.example',
      password: 'correct horse battery',
      display_name: 'Marie Lachance',
    });
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('brings the token of the invitation that somebody came by', async () => {
    const { session, form } = await show('create_account', { invitationToken: 'abc' });
    await form.fill(good);
    await form.press();
    expect(session.register).toHaveBeenCalledWith(expect.objectContaining({ invitation_token: 'abc' }));
  });

  it('wants twelve characters, and says so beforehand and after', async () => {
    const { session, form } = await show('create_account');
    expect(await form.description('Password')).toContain('At least 12 characters.');
    await form.fill({ ...good, Password: 'eleven chrs' });
    await form.press();
    expect(await form.description('Password')).toContain('That is 11 characters; a password needs at least 12.');
    expect(await form.isFocused('Password')).toBe(true);
    expect(session.register).not.toHaveBeenCalled();
  });

  it('names a taken address beside its field', async () => {
    const { session, form } = await show('create_account');
    session.register.mockRejectedValue(new ApiFailure('error.auth.email_taken', 409));
    await form.fill(good);
    await form.press();
    expect(await form.description('Email')).toContain('There is already an account with this address.');
    expect(await form.value('Password')).toBe('correct horse battery');
  });

  it('puts what the server found beside the field that it is about', async () => {
    const { session, form } = await show('create_account');
    const details = [{ path: 'password', rule: 'guessable', message: 'is one of the commonest passwords' }];
    session.register.mockRejectedValue(new ApiFailure('error.validation', 400, null, details));
    await form.fill(good);
    await form.press();
    expect(await form.description('Password')).toContain(
      'This password is one of the commonest passwords. Choose another.',
    );
    expect(await form.isFocused('Password')).toBe(true);
  });

  it('tells password managers that this is a new password', async () => {
    const { form } = await show('create_account');
    expect(await form.attribute('Password', 'autocomplete')).toBe('new-password');
    expect(await form.attribute('Email', 'autocomplete')).toBe('username');
  });
});
