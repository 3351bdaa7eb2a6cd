import type { Actor, SignedInActor } from '../../src/platform/http/request-context';
import { Database } from '../../src/platform/database';
import { AuditEventEntity } from '../../src/audit';
import { AuthRepository } from '../../src/auth/auth.repository';
import { OneTimeLinks } from '../../src/auth';
import { InvitationLinks } from '../../src/invitations';
import { InvitationRepository } from '../../src/invitations/invitation.repository';
import { InvitationsService } from '../../src/invitations/invitations.service';
import { MailRepository } from '../../src/mail/mail.repository';
import { NotificationRepository } from '../../src/notifications/notification.repository';
import { NotificationsService } from '../../src/notifications/notifications.service';
import { RequestRepository } from '../../src/requests/request.repository';
import { RequestsService } from '../../src/requests/requests.service';
import { RunEntity } from '../../src/runs';
import { RunRepository } from '../../src/runs/run.repository';
import { RunsService } from '../../src/runs/runs.service';
import { StakeholderRepository } from '../../src/stakeholders/stakeholder.repository';
import { StakeholdersService } from '../../src/stakeholders/stakeholders.service';
import { ApiKeySecrets } from '../../src/tenants/api-keys';
import { TenantRepository } from '../../src/tenants/tenant.repository';
import { TenantsService } from '../../src/tenants/tenants.service';
import { UpkeepRepository } from '../../src/upkeep/upkeep.repository';
import { toApiError } from '../../src/platform/errors/to-api-error';
import type { Environment } from '../../src/platform/config/settings';
import { createSession, type Person, type Provider, type Tenant } from '../factories';
import { useDatabase, type SuiteDatabase } from './database';

export interface Services {
  readonly database: Database;
  readonly runs: RunsService;
  readonly invitations: InvitationsService;
  readonly stakeholders: StakeholdersService;
  readonly notifications: NotificationsService;
  readonly requests: RequestsService;
  readonly tenants: TenantsService;
  readonly auth: AuthRepository;
  readonly links: InvitationLinks;
  readonly oneTimeLinks: OneTimeLinks;
  readonly mails: MailRepository;
  readonly upkeep: UpkeepRepository;
}

export interface ServiceSuite extends SuiteDatabase {
  readonly services: Services;
  /** A signed-in person, as the guard makes one of an access token. */
  asPerson(person: Pick<Person, 'id'>): Promise<SignedInActor>;
  /** A member who acts for an organisation. */
  asMember(tenant: Tenant, person: Person): Promise<Actor>;
  asOwner(provider: Provider): Promise<Actor>;
}

const NOBODY: Actor = {
  individualId: null,
  sessionId: null,
  keyHash: null,
  tenantId: null,
  scope: null,
  ownerOnly: false,
};

/** An API key as the guard makes an actor of it. */
export function asKey(hash: Buffer, more: Partial<Actor> = {}): Actor {
  return { ...NOBODY, keyHash: hash, scope: 'invitations:write', ...more };
}

/** The real services on a real database, without HTTP. */
export function useServices(environment: Environment = {}): ServiceSuite {
  const held: { services?: Services } = {};
  afterAll(() => held.services?.database.onApplicationShutdown());
  const suite = useDatabase();

  beforeAll(async () => {
    const settings = suite.settings(environment);
    const database = new Database(settings, [RunEntity, AuditEventEntity]);
    await database.onModuleInit();
    const links = new InvitationLinks(settings);
    held.services = {
      database,
      links,
      runs: new RunsService(database, new RunRepository(database)),
      invitations: new InvitationsService(new InvitationRepository(database), links, settings),
      stakeholders: new StakeholdersService(new StakeholderRepository(database)),
      notifications: new NotificationsService(new NotificationRepository(database), links),
      requests: new RequestsService(new RequestRepository(database)),
      tenants: new TenantsService(database, new TenantRepository(database), new ApiKeySecrets(settings)),
      auth: new AuthRepository(database),
      oneTimeLinks: new OneTimeLinks(settings),
      mails: new MailRepository(database),
      upkeep: new UpkeepRepository(database),
    };
  });

  const asMember = async (tenant: Tenant, person: Person): Promise<Actor> => ({
    ...NOBODY,
    ...(await createSession(suite.admin, person)),
    tenantId: tenant.id,
    scope: 'invitations:write',
  });
  return {
    get database() {
      return suite.database;
    },
    get admin() {
      return suite.admin;
    },
    get services() {
      return held.services as Services;
    },
    settings: suite.settings,
    connect: suite.connect,
    asPerson: async (person) => ({ ...NOBODY, ...(await createSession(suite.admin, person)) }),
    asMember,
    asOwner: (provider) => asMember(provider, provider.owner),
  };
}

/** What a call came to: its value, or the code of its refusal. */
export async function outcomeOf<Value>(work: Promise<Value>): Promise<{ value: Value } | { refused: string }> {
  try {
    return { value: await work };
  } catch (error) {
    return { refused: toApiError(error).code };
  }
}

export async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  const outcome = await outcomeOf(work);
  return 'refused' in outcome ? outcome.refused : null;
}
