import path from 'node:path';

/** The top of the project. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** What the embedded database and the start command keep between two starts. */
export const DATA_FOLDER = path.join(ROOT, '.data');
