/** What anyone may read without signing in: the first page and the claim page. */
export const publicPages = {
  'public.home.title': 'Plan the run. Show it where you choose. Tell the right people.',
  'public.home.page': 'Welcome',
  'public.home.what':
    'Service Runs is for {noun.provider}s who drive out to small places: plan each trip, publish it on the portals you choose, and keep exactly the right people informed in private.',
  'public.home.step.plan': 'Plan',
  'public.home.step.plan.body': 'Name a {noun.run}, give it a day and a window. Nobody sees a draft.',
  'public.home.step.publish': 'Publish',
  'public.home.step.publish.body': 'Put it on public portals, and take it off again, whenever you like.',
  'public.home.step.notify': 'Notify',
  'public.home.step.notify.body': 'Invite people by name, see who has looked, and take access back.',
  'public.home.steps': 'How it works',
  'public.home.open': 'Open {brand}',
  'public.home.invited': 'Invited by a link? Open that link again: it leads straight to the {noun.run}.',

  'public.invite.title': "You've been invited to view a {noun.run}",
  'public.invite.page': 'Invitation',
  'public.invite.read_only': 'Read-only',
  'public.invite.expired': 'This invitation link is invalid or expired.',
  'public.invite.disclaimer': 'This link provides read-only access.',
} as const;
