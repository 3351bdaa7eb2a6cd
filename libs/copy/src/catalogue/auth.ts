/** Signing in and up, and setting up an organisation. */
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

  'auth.no_account': 'No account yet?',
  'auth.have_account': 'Already have an account?',
  'auth.invited_hint': 'Invited by a link? Open that link again and sign in on its own page; it keeps your place.',
  'auth.aside': 'About',
  'auth.ended': 'You have been signed out. Sign in to go on where you were.',

  'auth.organisation.page': 'Set up your organisation',
  'auth.organisation.why':
    'Runs belong to an organisation: the name that people see when you invite them. A name is all it takes.',
  'auth.organisation.name': 'Organisation name',
  'auth.organisation.name.missing': 'Enter the name your customers know.',
  'auth.organisation.phone': 'Phone (optional)',
  'auth.organisation.phone.help': 'Shown to the people you invite, so that they know whom to call.',
  'auth.organisation.zone': 'Time zone',
  'auth.organisation.zone.help': 'New runs start in this zone; each run can have its own.',
  'auth.organisation.create': 'Create organisation',
  'auth.organisation.create.busy': 'Creating organisation',
  'auth.organisation.invited': 'Only here to view runs that others share with you?',
} as const;
