export { RunEntity } from './run.entity';
export { RunsModule } from './runs.module';
