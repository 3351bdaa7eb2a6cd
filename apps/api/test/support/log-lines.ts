/** Collects what the loggers write that `work` makes: they take standard output as they find it then. */
export async function withLogLines<Result>(work: () => Promise<Result>): Promise<{ result: Result; read(): string }> {
  const chunks: string[] = [];
  const stdout = Object.getOwnPropertyDescriptor(process, 'stdout') as PropertyDescriptor;
  Object.defineProperty(process, 'stdout', {
    configurable: true,
    value: { write: (chunk: string) => chunks.push(chunk) > 0 },
  });
  try {
    return { result: await work(), read: () => chunks.join('') };
  } finally {
    Object.defineProperty(process, 'stdout', stdout);
  }
}
