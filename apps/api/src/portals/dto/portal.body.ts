import {
  PUBLICATION_SOURCES,
  RUN_STATUSES,
  type Portal,
  type PortalAnswer,
  type PortalRun,
  type PortalRunAnswer,
  type PortalRunPage,
  type ProviderPortal,
  type ProviderPortals,
  type Publication,
  type PublicationsAnswer,
  type PublicationSource,
  type RunStatus,
} from '@service-runs/contracts';
import { Shown } from '../../platform/openapi/shown';

class ProviderPortalBody implements ProviderPortal {
  @Shown.id() id: string;
  @Shown.text() slug: string;
  @Shown.text() name: string;
  @Shown.flag({ description: 'Linked to the organisation.' }) linked: boolean;
}

export class ProviderPortalsBody implements ProviderPortals {
  @Shown.ok() ok: true;
  @Shown.list(() => ProviderPortalBody) portals: ProviderPortalBody[];
}

class PublicationBody implements Publication {
  @Shown.id() portal_id: string;
  @Shown.text() portal_slug: string;
  @Shown.text() portal_name: string;
  @Shown.choice(PUBLICATION_SOURCES) source: PublicationSource;
  @Shown.instant({ nullable: true }) published_at: string | null;
  @Shown.instant({ nullable: true }) unpublished_at: string | null;
}

export class PublicationsAnswerBody implements PublicationsAnswer {
  @Shown.ok() ok: true;
  @Shown.list(() => PublicationBody) publications: PublicationBody[];
}

class PortalBody implements Portal {
  @Shown.text() slug: string;
  @Shown.text() name: string;
  @Shown.text({ nullable: true }) description: string | null;
}

export class PortalAnswerBody implements PortalAnswer {
  @Shown.ok() ok: true;
  @Shown.object(() => PortalBody) portal: PortalBody;
}

class PortalRunBody implements PortalRun {
  @Shown.id() id: string;
  @Shown.text() name: string;
  @Shown.choice(RUN_STATUSES) status: RunStatus;
  @Shown.instant({ nullable: true }) starts_at: string | null;
  @Shown.instant({ nullable: true }) ends_at: string | null;
  @Shown.text({ description: 'IANA zone.' }) time_zone: string;
  @Shown.text({ nullable: true }) zone_name: string | null;
  @Shown.text() provider_name: string;
}

export class PortalRunPageBody implements PortalRunPage {
  @Shown.ok() ok: true;
  @Shown.list(() => PortalRunBody) runs: PortalRunBody[];
  @Shown.text({ nullable: true }) next_cursor: string | null;
}

export class PortalRunAnswerBody extends PortalAnswerBody implements PortalRunAnswer {
  @Shown.object(() => PortalRunBody) run: PortalRunBody;
}
