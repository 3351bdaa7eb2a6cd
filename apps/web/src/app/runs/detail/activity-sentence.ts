import { type ActivityEntry, type Instant, RUN_STATUSES, type RunStatus } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { longDay, windowOf } from '@service-runs/ui';
import { fieldWords } from '../field-words';
import { reasonOf } from '../people';

/** One entry of a run's trail as a sentence; days and times in the run's zone. */
export function activitySentence(entry: ActivityEntry, zone: string): string {
  const { detail } = entry;
  const actor = entry.actor_name ?? service('provider.activity.somebody');
  // What somebody did with their own invitation is told of them, whichever side the API names.
  const person = entry.subject_name ?? actor;
  const count = detail.count ?? 1;

  switch (entry.action) {
    case 'run.created':
      return service('provider.activity.run.created', { actor });
    case 'run.edited': {
      const fields = fieldWords(detail.fields ?? []);
      return fields
        ? service('provider.activity.run.edited', { actor, fields })
        : service('provider.activity.run.edited.unsaid', { actor });
    }
    case 'run.rescheduled':
      return rescheduled(entry, actor, zone);
    case 'run.status_changed':
      return isStatus(detail.to)
        ? service(`provider.activity.run.status_changed.${detail.to}`, { actor })
        : service('provider.activity.run.edited.unsaid', { actor });
    case 'run.published':
      return service.count('provider.activity.run.published', count, { actor });
    case 'run.unpublished':
      return service.count('provider.activity.run.unpublished', count, { actor });
    case 'run.requests_attached':
      return service.count('provider.activity.run.requests_attached', count, { actor });
    case 'run.requests_detached':
      return service.count('provider.activity.run.requests_detached', count, { actor });
    case 'request.created':
      return service('provider.activity.request.created');
    case 'request.accepted':
      return service('provider.activity.request.accepted', { actor });
    case 'request.declined':
      return service('provider.activity.request.declined', { actor });
    case 'invitations.created': {
      const what = service.count('provider.activity.invitations.created', count, { actor });
      return detail.reissued ? service('provider.activity.invitations.again', { what, count: detail.reissued }) : what;
    }
    case 'invitation.reissued':
      return service('provider.activity.invitation.reissued', { actor, person });
    case 'invitation.viewed':
      return service('provider.activity.invitation.viewed', { person });
    case 'invitation.claimed':
      return service('provider.activity.invitation.claimed', { person });
    case 'invitation.revoked': {
      const reason = reasonOf(entry.reason);
      return reason
        ? service('provider.activity.invitation.revoked.why', { actor, person, reason })
        : service('provider.activity.invitation.revoked', { actor, person });
    }
  }
}

/** From day to day, or where the day stays, from window to window. */
function rescheduled({ detail }: ActivityEntry, actor: string, zone: string): string {
  const before = { starts_at: detail.starts_at?.from ?? null, ends_at: detail.ends_at?.from ?? null };
  const after = { starts_at: detail.starts_at?.to ?? null, ends_at: detail.ends_at?.to ?? null };
  if (before.starts_at === after.starts_at && before.ends_at === after.ends_at)
    return service('provider.activity.run.rescheduled.zone', { actor });
  if (after.starts_at === null) return service('provider.activity.run.rescheduled.undated', { actor });

  const day = (instant: Instant) => longDay(instant, zone, { year: false });
  const whole = (window: { starts_at: Instant | null; ends_at: Instant | null }) =>
    window.starts_at === null ? '' : `${day(window.starts_at)} ${windowOf({ ...window, time_zone: zone })}`;
  if (before.starts_at === null) return service('provider.activity.run.rescheduled.dated', { actor, to: whole(after) });
  const [from, to] = [day(before.starts_at), day(after.starts_at)];
  return service(
    'provider.activity.run.rescheduled',
    from === to ? { actor, from: whole(before), to: windowOf({ ...after, time_zone: zone }) } : { actor, from, to },
  );
}

function isStatus(status: string | undefined): status is RunStatus {
  return RUN_STATUSES.some((each) => each === status);
}
