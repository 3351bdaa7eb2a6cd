export { type ZoneGroup, zoneGroups } from '../../core/zones';
