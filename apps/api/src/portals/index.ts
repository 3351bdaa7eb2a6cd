export { PortalsModule } from './portals.module';
