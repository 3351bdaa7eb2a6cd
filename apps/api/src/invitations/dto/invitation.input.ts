import {
  INVITATION_STATUSES,
  LIMITS,
  MEMBER_ROLES,
  type CreateInvitationsInput,
  type InvitationStatus,
  type InviteeInput,
  type InviteMemberInput,
  type MemberRole,
  type PreviewInvitationsInput,
  type ReissueInput,
  type RevokeInput,
} from '@service-runs/contracts';
import { PageQuery } from '../../platform/http/paging';
import {
  BooleanField,
  ChoiceField,
  ChoicesField,
  EmailField,
  EmailsField,
  IntegerField,
  ListField,
  TextField,
} from '../../platform/validation/fields';

class InviteeBody implements InviteeInput {
  @EmailField()
  email: string;

  @TextField({ max: LIMITS.inviteeName, optional: true, nullable: true })
  name?: string | null;

  @TextField({ max: LIMITS.inviteeRole, optional: true, nullable: true })
  role?: string | null;

  @TextField({ max: LIMITS.inviteeMessage, optional: true, nullable: true })
  message?: string | null;
}

export class CreateInvitationsBody implements CreateInvitationsInput {
  @ListField(() => InviteeBody, { min: 1, max: LIMITS.inviteesMax })
  invitees: InviteeBody[];

  @IntegerField({ min: 1, max: LIMITS.inviteDaysMax, optional: true })
  expires_in_days?: number;

  @BooleanField({ optional: true })
  send_mail?: boolean;
}

export class PreviewInvitationsBody implements PreviewInvitationsInput {
  @EmailsField({ min: 1, max: LIMITS.previewMax })
  emails: string[];
}

export class InviteMemberBody implements InviteMemberInput {
  @EmailField()
  email: string;

  @ChoiceField(MEMBER_ROLES)
  role: MemberRole;

  @BooleanField({ optional: true })
  send_mail?: boolean;
}

export class ReissueBody implements ReissueInput {
  @BooleanField({ optional: true })
  send_mail?: boolean;
}

export class RevokeBody implements RevokeInput {
  @TextField({ max: LIMITS.revokeReason, optional: true, nullable: true })
  reason?: string | null;
}

export class InvitationsQuery extends PageQuery {
  @ChoicesField(INVITATION_STATUSES)
  status?: InvitationStatus[];
}
