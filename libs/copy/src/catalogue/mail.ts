/** What mails say. Names and messages in them are other people's words. */
export const mail = {
  'mail.brand': 'Service Runs',

  'mail.invitation.subject': '{provider} invites you to see {run}',
  'mail.invitation.subject.reminder': 'Reminder: {provider} invites you to see {run}',
  'mail.invitation.subject.expires': 'Your invitation from {provider} ends soon: {run}',
  'mail.invitation.title': '{provider} invites you to view a {noun.run}',
  'mail.invitation.hello': 'Hello {name},',
  'mail.invitation.what': 'What',
  'mail.invitation.when': 'When',
  'mail.invitation.where': 'Where',
  'mail.invitation.no_date': 'not fixed yet',
  'mail.invitation.message': '{provider} writes:',
  'mail.invitation.button': 'See the {noun.run}',
  'mail.invitation.how':
    'The link is yours alone. It lets you read when and where the run is, and tells you when it moves; you change nothing by it. Sign in or make an account when you open it: it takes a minute.',
  'mail.invitation.until': 'The link can be taken up until {day}.',
  'mail.invitation.reminder': 'You have not taken up this invitation yet. This is a reminder of it.',
  'mail.invitation.expires':
    'You have not taken up this invitation yet, and it ends on {day}. This is the last reminder.',
  'mail.invitation.why':
    'You get this mail because {provider} gave us this address for you. If it is not for you, do nothing: without the link nobody sees anything.',

  'mail.member.subject': '{provider} invites you to join it',
  'mail.member.subject.reminder': 'Reminder: {provider} invites you to join it',
  'mail.member.subject.expires': 'Your invitation to join {provider} ends soon',
  'mail.member.title': '{provider} invites you to join the organisation',
  'mail.member.owner': 'As an owner you work on its {noun.run}s, and decide who belongs to it.',
  'mail.member.staff': 'As staff you work on its {noun.run}s, requests and invitations.',
  'mail.member.button': 'Join {provider}',

  'mail.verify.subject': 'Is this your address?',
  'mail.verify.title': 'Is this your address?',
  'mail.verify.body': 'Somebody, most likely you, made an account with this address.',
  'mail.verify.why_prove':
    'Once you have said that it is yours, invitations for it show up in the app, and news of your runs comes by mail.',
  'mail.verify.button': 'Yes, it is mine',
  'mail.verify.otherwise': 'If it was not you, do nothing. Nobody can claim this address without the link.',
  'mail.verify.why': 'You get this mail because this address was given when an account was made.',

  'mail.reset.subject': 'Set a new password',
  'mail.reset.title': 'Set a new password',
  'mail.reset.body': 'Somebody, most likely you, said that the password for this address is forgotten.',
  'mail.reset.once': 'The link works once, until {time}. Setting a new password signs every device out.',
  'mail.reset.button': 'Set a new password',
  'mail.reset.otherwise': 'If it was not you, do nothing: the password stays as it is.',
  'mail.reset.why': 'You get this mail because a new password was asked for. Mail of this kind cannot be turned off.',

  'mail.notification.subject': '{title}: {body}',
  'mail.notification.open_run': 'Open the run',
  'mail.notification.open_inbox': 'Open the inbox',
  'mail.notification.open_notifications': 'Open notifications',
  'mail.notification.why': 'You get this mail because of what you do with {provider}.',
  'mail.notification.why.alone': 'You get this mail because of your account.',

  'mail.contact': 'Questions? {provider}: {ways}',
  'mail.link': 'If the button does nothing, open this address:',
  'mail.unsubscribe.reminders': 'No more reminders of this invitation:',
  'mail.unsubscribe.topic': 'No more mail of this kind:',
  'mail.until': '{day} {time}, {zone}',
} as const;
