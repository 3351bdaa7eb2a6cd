import { Module } from '@nestjs/common';
import { RunRepository } from './run.repository';
import { RunsController } from './runs.controller';
import { RunsService } from './runs.service';

@Module({ controllers: [RunsController], providers: [RunRepository, RunsService] })
export class RunsModule {}
