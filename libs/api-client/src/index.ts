export type { Answer, Call, Refusal, Success } from './call';
export { createClient, type Client, type ClientSettings } from './client';
export { orThrow, RefusedError, UnexpectedAnswerError } from './failures';
export { each } from './paging';
export { once, type IdempotencyHeaders } from './repeating';
export type * from './generated/types.gen';
