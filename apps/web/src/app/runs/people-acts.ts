import { inject, Service } from '@angular/core';
import { type Invitation, type IssuedInvitation, LIMITS } from '@service-runs/contracts';
import { service } from '@service-runs/copy';
import { Notices } from '@service-runs/ui';
import { Confirm } from '@service-runs/ui/dialog';
import { Session } from '../core/session/session';
import { type Person } from './people';
import { type RunStore } from './run-store';
import { RunsApi } from './runs-api';

/** A new link, and whether it goes out by mail as well: as the one before it did. */
export interface Reissued {
  readonly issued: IssuedInvitation;
  readonly mailed: boolean;
}

/** What can be done about one person, asked once and then done; on the run's page and in the dialog over it. */
@Service()
export class PeopleActs {
  private readonly api = inject(RunsApi);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly session = inject(Session);

  /** True once it is done and what is shown says so. */
  async revoke(store: RunStore, { name: person, status, invitation, grant }: Person): Promise<boolean> {
    const run = store.run();
    if (!run) return false;
    const access = status === 'claimed';
    const words = { person, run: run.name };
    const done = await this.confirm.ask({
      heading: access
        ? service('provider.revoke.access.title', { person })
        : service('provider.revoke.invitation.title', { person }),
      consequence: access
        ? service('provider.revoke.access.body', words)
        : service(
            status === 'expired' ? 'provider.revoke.invitation.expired' : 'provider.revoke.invitation.body',
            words,
          ),
      act: service('provider.revoke'),
      actBusy: service('provider.revoke.busy'),
      keep: service(access ? 'provider.revoke.access.keep' : 'provider.revoke.invitation.keep'),
      reason: { help: service('provider.revoke.reason.help'), maxLength: LIMITS.revokeReason },
      // Access is ended where it stands; either side ends the other.
      perform: (reason) =>
        invitation && grant?.status !== 'active'
          ? this.api.revokeInvitation(run.id, invitation.id, reason)
          : this.api.revokeStakeholder(run.id, grant?.id ?? '', reason),
    });
    if (done) {
      this.notices.tell(
        access
          ? service('provider.revoke.access.done', { person })
          : service('provider.revoke.invitation.done', { person }),
      );
    }
    // Also when it was left alone: perhaps because it failed, since somebody else was there before.
    await store.refresh();
    return done;
  }

  /** The new link, or null where the old one was left alone. */
  async reissue(store: RunStore, invitation: Invitation, person: string): Promise<Reissued | null> {
    const run = store.run();
    if (!run) return null;
    const words = { person, run: run.name, days: LIMITS.inviteDaysDefault };
    const mailed = invitation.mail_state !== null && this.session.sendsMail();
    let issued: IssuedInvitation | null = null;
    await this.confirm.ask({
      heading: service('provider.reissue.title', { person }),
      consequence: [
        service(invitation.status === 'expired' ? 'provider.reissue.expired' : 'provider.reissue.body', words),
        ...(mailed ? [service('provider.reissue.mailed')] : []),
      ].join(' '),
      act: service('provider.reissue.act'),
      actBusy: service('provider.reissue.busy'),
      keep: service('provider.reissue.keep'),
      // Red says what is lost: with an expired one, nothing is.
      harmless: invitation.status === 'expired',
      perform: async () => {
        issued = await this.api.reissue(run.id, invitation.id, mailed);
      },
    });
    await store.refresh();
    return issued && { issued, mailed };
  }
}
