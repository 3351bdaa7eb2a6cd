/** By itself, since it names its file in a way that only the browser's build understands. */
export function startWorker(): Worker {
  return new Worker(new URL('./list.worker', import.meta.url), { type: 'module' });
}
