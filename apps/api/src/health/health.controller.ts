import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Ok } from '@service-runs/contracts';
import { Public } from '../auth';
import { Database, statement } from '../platform/database';
import { ApiError } from '../platform/errors/api-error';
import { Answers } from '../platform/openapi/answers';

const APPLIED = statement('applied_migrations', 'SELECT count(*)::int AS applied FROM schema_migrations');

@ApiTags('Health')
@Controller('health')
export class HealthController {
  /** How many migrations this build was made for. */
  private readonly expected = readdirSync(path.resolve('migrations')).filter((file) => file.endsWith('.sql')).length;

  constructor(private readonly database: Database) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'The process answers' })
  @Answers(200)
  live(): Ok {
    return { ok: true };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'The database is reachable and migrated' })
  @Answers(200)
  async ready(): Promise<Ok> {
    const [row] = await this.database.query<{ applied: number }>(APPLIED, []);
    if ((row?.applied ?? 0) < this.expected) {
      throw new ApiError('error.unavailable', { retryAfter: 5 });
    }
    return { ok: true };
  }
}
