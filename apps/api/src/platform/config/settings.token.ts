/** What the process was told by its environment, read and judged once at start: a `Settings`. */
export const SETTINGS = Symbol('settings');
