import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from './server.ts';

/** What is broken, by its name in the report. Each has healed, or heals by itself, when its turn is over. */
export const FAULTS: Readonly<Record<string, (server: Server) => Promise<unknown>>> = {
  'the API killed and started again': (server) => server.kill(),
  'every connection to the database cut': (server) => server.cutConnections(),
  'a process of the database killed, and recovery': (server) => server.killDatabase(),
  'the API ended in order and started again': (server) => server.restart(),
  'a table locked for longer than the API waits': (server) =>
    server.asAdmin(async (admin) => {
      await admin.query('BEGIN');
      await admin.query('LOCK TABLE cc_service_run_stakeholders IN ACCESS EXCLUSIVE MODE');
      await sleep(1_500);
      await admin.query('ROLLBACK');
    }),
  'no room on the disk': (server) =>
    server.asAdmin(async (admin) => {
      // As PostgreSQL says it, in the last thing that each act writes.
      await admin.query(
        `CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`,
      );
      await admin.query(
        'CREATE TRIGGER no_room BEFORE INSERT ON cc_audit_events FOR EACH ROW EXECUTE FUNCTION no_room()',
      );
      await sleep(700);
      await admin.query('DROP TRIGGER no_room ON cc_audit_events');
      await admin.query('DROP FUNCTION no_room');
    }),
};
