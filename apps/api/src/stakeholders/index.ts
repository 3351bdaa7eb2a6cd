export { StakeholdersModule } from './stakeholders.module';
