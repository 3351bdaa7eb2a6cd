// A small server in place of the API, watched over as it is. `node watched.ts <how many> <port> [<name of what fails at start>]`
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchesOver, watchOver } from '../../src/workers.ts';

const [, , count, port, failing] = process.argv;

if (watchesOver(Number(count))) {
  watchOver(Number(count), (what) => console.log(`trouble: ${what}`));
} else if (failing) {
  console.log('no database');
  process.exit(3);
} else {
  const server = createServer(async (request, response) => {
    if (request.url === '/slow') {
      console.log('under way');
      await sleep(400);
    }
    response.setHeader('connection', 'close').end(`${process.pid}`);
  });
  server.listen(Number(port), '127.0.0.1');
  process.once('SIGTERM', () => server.close(() => process.exit(0)));
}
