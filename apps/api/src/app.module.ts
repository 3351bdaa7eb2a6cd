import { Module, type DynamicModule } from '@nestjs/common';
import { AuditEventEntity } from './audit';
import { AuthModule } from './auth';
import { HealthModule } from './health';
import { InvitationsModule } from './invitations';
import { MailModule } from './mail';
import { NotificationsModule } from './notifications';
import type { Settings } from './platform/config/settings';
import type { Log } from './platform/logging/log';
import { PlatformModule } from './platform/platform.module';
import { PortalsModule } from './portals';
import { RequestsModule } from './requests';
import { RunEntity, RunsModule } from './runs';
import { StakeholdersModule } from './stakeholders';
import { TenantsModule } from './tenants';
import { UpkeepModule } from './upkeep';

@Module({})
export class AppModule {
  static with(settings: Settings, log: Log): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(settings, log, [RunEntity, AuditEventEntity]),
        AuthModule,
        HealthModule,
        TenantsModule,
        RunsModule,
        InvitationsModule,
        StakeholdersModule,
        NotificationsModule,
        PortalsModule,
        RequestsModule,
        MailModule,
        UpkeepModule,
      ],
    };
  }
}

/** What runs jobs, alone. */
@Module({})
export class WorkerModule {
  static with(settings: Settings, log: Log): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.with(settings, log, []), MailModule, UpkeepModule],
    };
  }
}
