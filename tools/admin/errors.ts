/** What an act can be refused with. Stable, for scripts; the words beside it are for people. */
export type AdminErrorCode =
  | 'error.usage'
  | 'error.cancelled'
  | 'error.tenant.not_found'
  | 'error.portal.not_found'
  | 'error.portal.slug_taken'
  | 'error.portal.in_use'
  | 'error.person.not_found'
  | 'error.person.unverified'
  | 'error.member.last_owner'
  | 'error.keys.last'
  | 'error.settings'
  | 'error.not_migrated'
  | 'error.unavailable'
  | 'error.internal';

/** A refusal in one line. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly code: AdminErrorCode;

  constructor(code: AdminErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whoever called has asked for something that there is not, or left something out. */
export class UsageError extends AdminError {
  constructor(message: string) {
    super('error.usage', message);
  }
}

/** Whatever was thrown, as a refusal. Nothing of it is more than a line, and nothing of it a stack. */
export function toAdminError(error: unknown): AdminError {
  if (error instanceof AdminError) return error;
  const { name, code = '', message } = error as NodeJS.ErrnoException;
  if (name === 'SettingsError') return new AdminError('error.settings', message);
  if (name === 'EmbeddedPostgresError' || name === 'CommandError') return new AdminError('error.unavailable', message);
  if (['42883', '42P01', '42703'].includes(code)) {
    return new AdminError('error.not_migrated', 'The database lacks migrations: run "npm run migrate" first.');
  }
  // 28: the server does not let the role in. Its password comes from the last key of JWT_SECRET.
  if (code.startsWith('28')) {
    return new AdminError(
      'error.unavailable',
      'The database does not let the internal role in: where a key was retired, start the service anew or run "npm run migrate".',
    );
  }
  if (/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST)/.test(code) || /^(08|53|57P|3D)/.test(code)) {
    return new AdminError('error.unavailable', `The database cannot be reached (${code}).`);
  }
  return new AdminError('error.internal', message.split('\n')[0] || 'Something unforeseen went wrong.');
}
