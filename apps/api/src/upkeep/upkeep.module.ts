import { Module } from '@nestjs/common';
import { Upkeep } from './upkeep';
import { UpkeepRepository } from './upkeep.repository';

@Module({ providers: [Upkeep, UpkeepRepository] })
export class UpkeepModule {}
