import { Module } from '@nestjs/common';
import { PortalRequestsController } from './portal-requests.controller';
import { RequestRepository } from './request.repository';
import { RequestsController } from './requests.controller';
import { RequestsService } from './requests.service';

@Module({
  controllers: [RequestsController, PortalRequestsController],
  providers: [RequestRepository, RequestsService],
})
export class RequestsModule {}
