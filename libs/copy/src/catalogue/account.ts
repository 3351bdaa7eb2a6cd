/** What the pages around mailed links say: a forgotten password, an address that is proven, mail that is not wanted. */
export const account = {
  'account.forgot.title': 'Forgot your password?',
  'account.forgot.what': 'Enter your address. A link to set a new password goes there by mail.',
  'account.forgot.act': 'Send the link',
  'account.forgot.act.busy': 'Sending the link',
  'account.forgot.sent': 'Look at your mail',
  'account.forgot.sent.body':
    'If there is an account for {address}, a mail with a link is on its way. The link works for an hour, once.',
  'account.forgot.sent.none':
    'Nothing there after a few minutes? Look among unwanted mail, and whether this is the address that your account has.',
  'account.forgot.another': 'Try another address',
  'account.forgot.no_mail': 'This site sends no mail',
  'account.forgot.no_mail.body': 'Ask whoever runs it for a link with which you set a new password.',
  'account.forgot.back': 'Back to signing in',

  'account.verify.title': 'Confirm your address',
  'account.verify.working': 'Confirming your address',
  'account.verify.done': 'Your address is confirmed',
  'account.verify.done.body':
    'Invitations for {address} show up in your notifications, and news comes by mail as you choose.',
  'account.verify.go': 'Go to notifications',
  'account.verify.sign_in': 'Sign in to confirm your address',
  'account.verify.sign_in.body': 'With the account that the mail was about. The link is kept meanwhile.',
  'account.verify.dead': 'This link does not confirm your address',
  'account.verify.dead.body':
    'It is out of date, was used by another account, or a newer one was sent. You are signed in as {address}.',
  'account.verify.dead.none':
    'The link is not whole. Open it from the mail again, or copy all of it into the address bar.',
  'account.verify.failed': 'Your address could not be confirmed yet',
  'account.verify.again': 'Try again',
  'account.verify.resend': 'Send a new mail',
  'account.verify.resend.busy': 'Sending a new mail',
  'account.verify.resent': 'A new mail is on its way to {address}.',

  'account.unsubscribe.title': 'Stop these mails?',
  'account.unsubscribe.loading': 'Looking up what this link is for',
  'account.unsubscribe.topic': '{topic}: mails of this kind to {address} stop. In the app you still find everything.',
  'account.unsubscribe.reminders':
    'Reminders of this invitation to {address} stop. The invitation itself stays as it is.',
  'account.unsubscribe.act': 'Stop these mails',
  'account.unsubscribe.act.busy': 'Stopping',
  'account.unsubscribe.done': 'These mails have stopped',
  'account.unsubscribe.done.body': 'One that is on its way at this moment may still arrive at {address}.',
  'account.unsubscribe.undo': 'Undo',
  'account.unsubscribe.undo.busy': 'Undoing',
  'account.unsubscribe.undone': 'These mails go on',
  'account.unsubscribe.dead': 'This link no longer works',
  'account.unsubscribe.dead.body': 'Sign in and choose in your settings which mails you get.',
  'account.unsubscribe.failed': 'What this link is for could not be looked up',
  'account.unsubscribe.choices': 'All choices are in your settings.',
  'account.unsubscribe.open_choices': 'Open settings',

  'account.topic.run_moved': 'A run moved or was cancelled',
  'account.topic.run_progress': 'A run started or was completed',
  'account.topic.run_reminder': 'A run comes up tomorrow',
  'account.topic.access_ended': 'Your access to a run ended',
  'account.topic.invitation_claimed': 'An invitation of yours was claimed',
  'account.topic.request_arrived': 'A request arrived',
} as const;
