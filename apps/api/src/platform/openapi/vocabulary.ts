import {
  ACCESS_TYPES,
  ACTIVITY_ACTIONS,
  API_SCOPES,
  ERROR_CODES,
  GRANT_STATUSES,
  INVITATION_CONTEXTS,
  INVITATION_STATUSES,
  MAIL_STATES,
  MARKET_MODES,
  MEMBER_ROLES,
  PUBLICATION_SOURCES,
  PUBLISHING_STATES,
  REQUEST_STATUSES,
  RUN_STATUSES,
} from '@service-runs/contracts';

/** The closed sets of words that the document names once and refers to wherever they stand. */
export const VOCABULARIES: Readonly<Record<string, readonly string[]>> = {
  AccessType: ACCESS_TYPES,
  ActivityAction: ACTIVITY_ACTIONS,
  ApiScope: API_SCOPES,
  ErrorCode: ERROR_CODES,
  GrantStatus: GRANT_STATUSES,
  InvitationContext: INVITATION_CONTEXTS,
  InvitationStatus: INVITATION_STATUSES,
  MailState: MAIL_STATES,
  MarketMode: MARKET_MODES,
  MemberRole: MEMBER_ROLES,
  PublicationSource: PUBLICATION_SOURCES,
  PublishingState: PUBLISHING_STATES,
  RequestStatus: REQUEST_STATUSES,
  RunStatus: RUN_STATUSES,
};

const NAMES = new Map(Object.entries(VOCABULARIES).map(([name, words]) => [words.join(), name]));

/** The name of a set of words, or undefined for words that stand in one place only. */
export function vocabularyName(words: readonly unknown[]): string | undefined {
  return NAMES.get(words.join());
}
