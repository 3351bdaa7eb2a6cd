import { LIMITS } from '../../libs/contracts/src/vocabulary.ts';
import { command } from './command.ts';
import { AdminError } from './errors.ts';
import type { Query } from './service-mode.ts';
import { tenantBySlug } from './tenants.ts';
import { flag, requiredSlug, requiredWords, words } from './values.ts';
import { columns, counted } from './words.ts';

interface Portal {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

async function portalBySlug(query: Query, slug: string): Promise<Portal> {
  const [portal] = await query<Portal>('SELECT id, slug, name FROM cc_portals WHERE slug = $1', [slug]);
  if (!portal) throw new AdminError('error.portal.not_found', `There is no portal "${slug}"; see "portal list".`);
  return portal;
}

const create = command({
  name: 'portal create',
  does: 'makes a portal, which anybody can read at /p/<slug>',
  options: {
    slug: requiredSlug('its address'),
    name: requiredWords('<name>', LIMITS.portalName, 'its heading'),
    description: words('<text>', LIMITS.portalDescription, 'a sentence below it'),
  },
  run: async (desk, { slug, name, description }) => {
    const { act } = await desk.database();
    const [portal] = await act((query) =>
      query<Portal & { description: string | null }>(
        `INSERT INTO cc_portals (slug, name, description) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING
         RETURNING id, slug, name, description`,
        [slug, name, description ?? null],
      ),
    );
    if (!portal) throw new AdminError('error.portal.slug_taken', `There is a portal "${slug}" already.`);
    return { json: { portal }, lines: [`Made the portal ${portal.name}, at /p/${portal.slug}.`] };
  },
});

interface ListedPortal {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly tenants: string[];
}

const list = command({
  name: 'portal list',
  does: 'shows the portals, and which organisations are linked to each',
  options: {},
  run: async (desk) => {
    const { act } = await desk.database();
    const portals = await act((query) =>
      query<ListedPortal>(
        `SELECT o.slug, o.name, o.description,
                ARRAY(SELECT t.slug FROM cc_tenant_portals l JOIN cc_tenants t ON t.id = l.tenant_id
                       WHERE l.portal_id = o.id ORDER BY t.slug) AS tenants
           FROM cc_portals o ORDER BY o.slug`,
      ),
    );
    return {
      json: { portals },
      lines:
        portals.length === 0
          ? ['There is no portal yet.']
          : columns(
              ['slug', 'name', 'linked organisations'],
              portals.map(({ slug, name, tenants }) => [slug, name, tenants.join(', ') || 'none']),
            ),
    };
  },
});

const PAIR = { portal: requiredSlug('the portal'), tenant: requiredSlug('the organisation') };

const link = command({
  name: 'portal link',
  does: 'lets an organisation show its targeted runs on a portal',
  more: 'Runs of the mode OPEN can be published on any portal, linked or not.',
  options: PAIR,
  run: async (desk, given) => {
    const { act } = await desk.database();
    const { portal, tenant, linked } = await act(async (query) => {
      const [where, who] = [await portalBySlug(query, given.portal), await tenantBySlug(query, given.tenant)];
      const made = await query(
        `WITH made AS (
           INSERT INTO cc_tenant_portals (tenant_id, portal_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING tenant_id, portal_id)
         INSERT INTO cc_audit_events (tenant_id, action, subject_type, subject_id, detail)
         SELECT tenant_id, 'portal.linked', 'portal', portal_id, '{"by": "operator"}' FROM made RETURNING id`,
        [who.id, where.id],
      );
      return { portal: where, tenant: who, linked: made.length > 0 };
    });
    const state = linked ? 'is now linked' : 'was linked already';
    return {
      json: { portal: portal.slug, tenant: tenant.slug, changed: linked },
      lines: [`${tenant.name} ${state} to the portal ${portal.name}.`],
    };
  },
});

const unlink = command({
  name: 'portal unlink',
  does: 'takes that back',
  more: `Targeted runs cannot stay published on a portal that is not the organisation's. While there are some, it is refused,
unless they are to be taken off as well.`,
  options: { ...PAIR, unpublish: flag('takes the targeted runs off that are published there') },
  run: async (desk, given) => {
    const { act } = await desk.database();
    const { portal, tenant, unlinked, unpublished } = await act(async (query) => {
      const [where, who] = [await portalBySlug(query, given.portal), await tenantBySlug(query, given.tenant)];
      const [done] = await query<{ unlinked: boolean; unpublished: number }>(
        'SELECT * FROM unlink_portal($1, $2, $3)',
        [who.id, where.id, given.unpublish],
      ).catch((error: Error & { detail?: string }) => {
        if (error.message !== 'error.run.market_mode_forbids') throw error;
        throw new AdminError(
          'error.portal.in_use',
          `${who.name} has ${counted(Number(error.detail), 'targeted run')} published there: say --unpublish to take them off too.`,
        );
      });
      return { portal: where, tenant: who, unlinked: done?.unlinked ?? false, unpublished: done?.unpublished ?? 0 };
    });
    const state = unlinked ? 'is no longer linked' : 'was not linked';
    return {
      json: { portal: portal.slug, tenant: tenant.slug, changed: unlinked, unpublished },
      lines: [
        `${tenant.name} ${state} to the portal ${portal.name}.`,
        ...(unpublished > 0 ? [`Taken off there: ${counted(unpublished, 'run')}.`] : []),
      ],
    };
  },
});

export const portalCommands = [create, list, link, unlink];
