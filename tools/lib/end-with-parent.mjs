// Ends this process when the one that started it has gone without a word (`kill -9`): both ends of the channel between them then
// close. Loaded into the API's process too (`node --import`), which is why it is plain JavaScript: stripping types would cost it
// twenty megabytes for good.
import cluster from 'node:cluster';

// One of several that share a port ends by itself, and is kept running by its channel.
if (process.channel && cluster.isPrimary) {
  // The channel alone keeps nothing running.
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
