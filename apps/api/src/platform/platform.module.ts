import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Settings } from './config/settings';
import { SETTINGS } from './config/settings.token';
import { Database, ENTITIES, Signals } from './database';
import { ErrorFilter } from './errors/error-filter';
import { Jobs } from './jobs';
import { Log } from './logging/log';
import { InputPipe } from './validation/body-pipe';
import { SitePages } from './web/site-pages';

/** What every feature stands on, and which knows none of them. */
@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings, log: Log, entities: EntityTarget<ObjectLiteral>[]): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: ENTITIES, useValue: entities },
        { provide: Log, useValue: log },
        Database,
        Jobs,
        Signals,
        SitePages,
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_PIPE, useClass: InputPipe },
      ],
      exports: [SETTINGS, Log, Database, Jobs, Signals, SitePages],
    };
  }
}
