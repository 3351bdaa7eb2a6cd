import { Module } from '@nestjs/common';
import { PreviewController } from './preview.controller';
import { RunStakeholdersController } from './run-stakeholders.controller';
import { SharedRunsController } from './shared-runs.controller';
import { StakeholderRepository } from './stakeholder.repository';
import { StakeholdersService } from './stakeholders.service';

@Module({
  controllers: [RunStakeholdersController, PreviewController, SharedRunsController],
  providers: [StakeholderRepository, StakeholdersService],
})
export class StakeholdersModule {}
