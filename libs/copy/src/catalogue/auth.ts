/** Signing in and up. */
export const auth = {
  'auth.sign_in': 'Sign in',
  'auth.sign_in.busy': 'Signing in',
  'auth.sign_out': 'Sign out',
  'auth.sign_out.unconfirmed':
    'You are signed out in this browser, but the server could not be told. Sign in and out again when you are back online.',
  'auth.create_account': 'Create account',
  'auth.create_account.busy': 'Creating account',

  'auth.email': 'Email',
  'auth.password': 'Password',
  'auth.password.help': 'At least {count} characters. A few plain words make a good one.',
  'auth.password.show': 'Show password',
  'auth.password.hide': 'Hide password',
  'auth.name': 'Your name',
  'auth.name.help': 'The people you deal with see it.',

  'auth.email.missing': 'Enter your email address.',
  'auth.email.bad': 'Enter a whole address, such as name@example.org.',
  'auth.password.missing': 'Enter your password.',
  'auth.password.short': 'That is {count} characters; a password needs at least {least}.',
  'auth.name.missing': 'Enter your name.',

  // What the API finds wrong it says as the rest of a sentence: "is one of the commonest passwords".
  'auth.name.refused': 'This name {why}.',
  'auth.email.refused': 'This address {why}.',
  'auth.password.refused': 'This password {why}. Choose another.',

  'auth.reset': 'Set a new password',
  'auth.reset.what': 'When it is set, every device that is signed in to your account is signed out.',
  'auth.reset.password': 'New password',
  'auth.reset.act': 'Set password',
  'auth.reset.act.busy': 'Setting password',
  'auth.reset.done': 'Your new password is set, and every other device is signed out. Sign in with the new one.',
  'auth.reset.dead': 'This link no longer works',
  'auth.reset.dead.body':
    'It has been used, is out of date, or another link has been used since. If you have set a password with it, sign in. Else ask whoever gave it to you for a new one.',
  'auth.reset.none': 'The link is not whole',
  'auth.reset.none.body':
    'A new password is set by a link that you were given for it. Open that link again, or copy all of it into the address bar.',

  'auth.forgot': 'Forgot your password?',
  'auth.no_account': 'No account yet?',
  'auth.have_account': 'Already have an account?',
  'auth.invited_hint': 'Invited by a link? Open that link again and sign in on its own page; it keeps your place.',
  'auth.aside': 'About',
  'auth.ended': 'You have been signed out. Sign in to go on where you were.',
} as const;
