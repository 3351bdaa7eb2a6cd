import pg from 'pg';
import type { TestDatabase } from './cluster';

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  /** Of one loop, those that were found and those that were then left out. */
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Filter?: string;
  Plans?: Node[];
}

export interface UsedPlan {
  /** Of the statement, or of the one inside of a function. */
  readonly text: string;
  /** Tables that were read whole. */
  readonly readWhole: readonly string[];
  readonly indexes: readonly string[];
  /** Conditions on what had been read already, which spared no reading. */
  readonly filters: readonly string[];
  /** The most rows that one part of it has looked at. */
  readonly rowsRead: number;
}

/**
 * Lets the server tell with which plan it runs each statement, those inside of functions too (auto_explain). What is connected
 * already would not hear of it, and is disconnected.
 */
export async function tellPlans(admin: pg.Pool, { name }: TestDatabase): Promise<void> {
  for (const setting of [
    `session_preload_libraries = 'auto_explain'`,
    'auto_explain.log_min_duration = 0',
    'auto_explain.log_nested_statements = on',
    'auto_explain.log_analyze = on',
    'auto_explain.log_timing = off',
    `auto_explain.log_format = 'json'`,
    `auto_explain.log_level = 'notice'`,
  ]) {
    await admin.query(`ALTER DATABASE ${name} SET ${setting}`);
  }
  await admin.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1 AND usename LIKE 'service\\_runs\\_%'`,
    [name],
  );
}

/** The plans that were used while something happened, on whatever connection. */
export async function plansOf(happens: () => Promise<unknown>): Promise<UsedPlan[]> {
  const plans: UsedPlan[] = [];
  const emit = pg.Client.prototype.emit;
  const spy = jest.spyOn(pg.Client.prototype, 'emit').mockImplementation(function (this: pg.Client, event, ...told) {
    const plan = event === 'notice' ? planIn((told[0] as { message?: string }).message ?? '') : null;
    if (plan) plans.push(plan);
    return emit.call(this, event, ...told);
  });
  try {
    await happens();
  } finally {
    spy.mockRestore();
  }
  return plans;
}

function planIn(notice: string): UsedPlan | null {
  const json = /^duration: .*plan:\n([^]*)$/.exec(notice)?.[1];
  if (json === undefined) return null;
  const { 'Query Text': text, Plan: root } = JSON.parse(json) as { 'Query Text': string; Plan: Node };
  const nodes = allOf(root);
  return {
    text,
    readWhole: present(nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'])),
    indexes: present(nodes.map((node) => node['Index Name'])),
    filters: present(nodes.map((node) => node.Filter)),
    rowsRead: Math.max(...nodes.map(rowsReadBy)),
  };
}

function rowsReadBy(node: Node): number {
  const left = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return (node['Actual Rows'] + left) * node['Actual Loops'];
}

function allOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(allOf)];
}

const present = (names: (string | undefined)[]) => [...new Set(names.filter((name) => name !== undefined))].sort();
