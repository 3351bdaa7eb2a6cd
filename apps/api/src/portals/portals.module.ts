import { Module } from '@nestjs/common';
import { PortalPages } from './page/portal-pages';
import { PortalRepository } from './portal.repository';
import { PortalsController } from './portals.controller';
import { PortalsService } from './portals.service';
import { PublishingController } from './publishing.controller';

@Module({
  controllers: [PublishingController, PortalsController],
  providers: [PortalRepository, PortalsService, PortalPages],
})
export class PortalsModule {}
