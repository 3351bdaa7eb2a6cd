import { service } from '@service-runs/copy';

export interface ZoneGroup {
  region: string;
  zones: { zone: string; place: string }[];
}

/** Every zone that the browser knows, and `own` even where it is called otherwise, by region, then place. */
export function zoneGroups(own: string): ZoneGroup[] {
  const groups = new Map<string, ZoneGroup['zones']>();
  for (const zone of [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()) {
    const [region, ...place] = zone.split('/');
    const head = place.length > 0 && region ? region : service('form.time_zone.other');
    const zones = groups.get(head) ?? [];
    if (zones.length === 0) groups.set(head, zones);
    zones.push({ zone, place: (place.length > 0 ? place.join(', ') : zone).replaceAll('_', ' ') });
  }
  return [...groups].map(([region, zones]) => ({ region, zones }));
}
