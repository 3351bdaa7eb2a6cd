import pg from 'pg';

/** Works on one connection, and ends it. */
export async function withClient<Result>(
  connection: string | pg.ClientConfig,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(connection);
  // A lost connection fails the query in hand, which says so.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Asks one thing, on a connection of its own. */
export async function queryOnce<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(sql)).rows);
}

/** Whether somebody is there, and lets this login in within so many milliseconds. */
export async function letsIn(url: string, milliseconds: number): Promise<boolean> {
  return withClient({ connectionString: url, connectionTimeoutMillis: milliseconds }, async () => true).catch(
    () => false,
  );
}

/** Another database of the same cluster. */
export function databaseAt(clusterUrl: string, name: string): string {
  return Object.assign(new URL(clusterUrl), { pathname: `/${name}` }).href;
}
