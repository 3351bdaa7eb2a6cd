import {
  API_SCOPES,
  GRANT_STATUSES,
  MEMBER_ROLES,
  type AccessReceipt,
  type AccessReceiptAnswer,
  type ApiKey,
  type ApiKeyCreated,
  type ApiKeys,
  type ApiScope,
  type GrantStatus,
  type Member,
  type MemberAnswer,
  type MemberRole,
  type Members,
  type ReceiptEvent,
  type ReceiptPerson,
  type Tenant,
  type TenantAnswer,
  type TenantCreated,
} from '@service-runs/contracts';
import { Shown } from '../../platform/openapi/shown';

class NewTenantBody {
  @Shown.id() id: string;
  @Shown.text() name: string;
  @Shown.text() slug: string;
}

export class TenantCreatedBody implements TenantCreated {
  @Shown.ok() ok: true;
  @Shown.object(() => NewTenantBody) tenant: NewTenantBody;
}

class TenantBody extends NewTenantBody implements Tenant {
  @Shown.text({ description: 'IANA zone.' }) time_zone: string;
  @Shown.text({ nullable: true, description: 'Shown on the claim page and the stakeholder’s view.' }) contact_phone:
    string | null;
  @Shown.text({ nullable: true }) contact_email: string | null;
}

export class TenantAnswerBody implements TenantAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => TenantBody) tenant: TenantBody;
}

class MemberIndividualBody {
  @Shown.id() id: string;
  @Shown.text() display_name: string;
  @Shown.text() email: string;
  @Shown.flag() email_verified: boolean;
}

class MemberBody implements Member {
  @Shown.object(() => MemberIndividualBody) individual: MemberIndividualBody;
  @Shown.choice(MEMBER_ROLES) role: MemberRole;
  @Shown.instant() joined_at: string;
}

export class MembersBody implements Members {
  @Shown.ok() ok: true;
  @Shown.list(() => MemberBody) members: MemberBody[];
}

export class MemberAnswerBody implements MemberAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => MemberBody) member: MemberBody;
}

class ApiKeyBody implements ApiKey {
  @Shown.id() id: string;
  @Shown.text() name: string;
  @Shown.choices(API_SCOPES) scopes: ApiScope[];
  @Shown.instant({ nullable: true }) expires_at: string | null;
  @Shown.instant({ nullable: true, description: 'To the minute.' }) last_used_at: string | null;
  @Shown.instant() created_at: string;
}

export class ApiKeysBody implements ApiKeys {
  @Shown.ok() ok: true;
  @Shown.list(() => ApiKeyBody) api_keys: ApiKeyBody[];
}

export class ApiKeyCreatedBody implements ApiKeyCreated {
  @Shown.ok() ok: true;
  @Shown.object(() => ApiKeyBody) api_key: ApiKeyBody;
  @Shown.text({ description: '`srk_…`, shown this once.' }) key: string;
}

class ReceiptEventBody implements ReceiptEvent {
  @Shown.instant() at: string;
  @Shown.text() action: string;
  @Shown.text({ nullable: true, description: 'Null for whoever held the link, and for somebody who was erased.' })
  by: string | null;
  @Shown.id({ nullable: true }) by_id: string | null;
  @Shown.id({ nullable: true }) invitation_id: string | null;
  @Shown.text({ nullable: true }) role: string | null;
  @Shown.text({ nullable: true }) reason: string | null;
}

class ReceiptIndividualBody {
  @Shown.id() id: string;
  @Shown.text({ nullable: true, description: 'Null where the person was erased.' }) display_name: string | null;
  @Shown.text({ nullable: true }) email_masked: string | null;
}

class ReceiptPersonBody implements ReceiptPerson {
  @Shown.object(() => ReceiptIndividualBody) individual: ReceiptIndividualBody;
  @Shown.text({ nullable: true }) stakeholder_role: string | null;
  @Shown.choice(GRANT_STATUSES) status: GrantStatus;
  @Shown.instant() granted_at: string;
  @Shown.instant({ nullable: true }) revoked_at: string | null;
  @Shown.text({ nullable: true }) revoked_reason: string | null;
  @Shown.list(() => ReceiptEventBody) events: ReceiptEventBody[];
}

class ReceiptRunBody {
  @Shown.id() id: string;
  @Shown.text() name: string;
}

class AccessReceiptBody implements AccessReceipt {
  @Shown.object(() => ReceiptRunBody) run: ReceiptRunBody;
  @Shown.list(() => ReceiptPersonBody) people: ReceiptPersonBody[];
}

export class AccessReceiptAnswerBody implements AccessReceiptAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => AccessReceiptBody) receipt: AccessReceiptBody;
}
