import { Module } from '@nestjs/common';
import { ApiKeySecrets } from './api-keys';
import { TenantController } from './tenant.controller';
import { TenantRepository } from './tenant.repository';
import { TenantsController } from './tenants.controller';
import { TenantsService } from './tenants.service';

@Module({
  controllers: [TenantsController, TenantController],
  providers: [ApiKeySecrets, TenantRepository, TenantsService],
})
export class TenantsModule {}
