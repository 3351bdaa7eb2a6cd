// Ends this process when the one that started it has gone without a word (`kill -9`): both ends of the channel between them then
// close. Loaded into the API's process too (`node --import`), which is why it is plain JavaScript: stripping types would cost it
// twenty megabytes for good.
if (process.channel) {
  // The channel alone keeps nothing running.
  process.channel.unref();
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
