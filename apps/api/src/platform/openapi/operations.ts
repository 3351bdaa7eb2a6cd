import {
  getSchemaPath,
  type OperationObject,
  type PathsObject,
  type ReferenceObject,
  type ResponseObject,
  type ResponsesObject,
  type SchemaObject,
} from '@nestjs/swagger';
import { ERROR_CODES, ERRORS, type ErrorCode } from '@service-runs/contracts';
import { ErrorEnvelope, REFUSES, WHO_MAY_CALL } from './answers';
import { headerReferences, type HeaderName } from './headers';

/** What any route can come to: a key that it does not know is refused by all of them. */
const ALWAYS: readonly ErrorCode[] = ['error.validation', 'error.internal', 'error.unavailable'];

/** A body that is too large, or of another type, is refused by every method that could have one. */
const OF_BODIES: readonly ErrorCode[] = ['error.payload_too_large', 'error.unsupported_media_type'];

/** What comes with every answer; and with all of a route that bounds how often it is called. */
const WITH_ALL: readonly HeaderName[] = ['X-Request-Id'];
const WITH_BOUNDED: readonly HeaderName[] = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];

/** Refusals that say when to come again. */
const PASSING: readonly ErrorCode[] = ['error.rate_limited', 'error.unavailable'];

type Schemas = Readonly<Record<string, SchemaObject | ReferenceObject>>;

/** Says of an operation what its decorators say together: who may call it, and every refusal with its codes. */
export function finishOperation(method: string, operation: OperationObject, schemas: Schemas): OperationObject {
  const entries = Object.entries(operation) as [string, unknown][];
  const declared = entries.filter(([key]) => key.startsWith(REFUSES)).map(([key]) => key.slice(REFUSES.length));
  const { requestBody, responses, description, ...rest } = Object.fromEntries(
    entries.filter(([key]) => !key.startsWith(REFUSES)),
  ) as unknown as OperationObject;
  const whoMayCall = (operation as unknown as Record<string, unknown>)[WHO_MAY_CALL];
  const codes = new Set([...(declared as ErrorCode[]), ...(method === 'get' ? [] : OF_BODIES), ...ALWAYS]);
  const headers = codes.has('error.rate_limited') ? [...WITH_ALL, ...WITH_BOUNDED] : WITH_ALL;
  const successes = Object.entries(responses as Record<string, ResponseObject>);
  return {
    ...rest,
    description: [description, `**Who may call it:** ${String(whoMayCall)}`].filter(Boolean).join('\n\n'),
    ...(requestBody && { requestBody: { ...requestBody, required: asksForSomething(requestBody, schemas) } }),
    responses: {
      ...Object.fromEntries(successes.map(([status, success]) => [status, withHeaders(success, headers)])),
      ...refusals(codes, headers),
    },
  };
}

function refusals(codes: ReadonlySet<ErrorCode>, headers: readonly HeaderName[]): ResponsesObject {
  const byStatus = Map.groupBy(codes, (code) => ERRORS[code].status);
  // What is no different from elsewhere is said once.
  const isShared = (ofStatus: ErrorCode[]) => ofStatus.length === 1 && headers === WITH_ALL;
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      isShared(ofStatus) ? { $ref: referenceTo(ofStatus[0] as ErrorCode) } : refusal(ofStatus.sort(), headers),
    ]),
  );
}

/** The refusals that these operations refer to, each by the name of its code. */
export function sharedRefusals(paths: PathsObject): Record<string, ResponseObject> {
  const text = JSON.stringify(paths);
  const used = ERROR_CODES.filter((code) => text.includes(`"${referenceTo(code)}"`));
  return Object.fromEntries(used.map((code) => [code, refusal([code], WITH_ALL)]));
}

const referenceTo = (code: ErrorCode) => `#/components/responses/${code}`;

/** A refusal with one of these codes, which have one status. */
function refusal(codes: readonly ErrorCode[], headers: readonly HeaderName[]): ResponseObject {
  const response = {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].message}`).join('  \n'),
    content: {
      'application/json': {
        schema: {
          allOf: [
            { $ref: getSchemaPath(ErrorEnvelope) },
            { type: 'object', properties: { error: { type: 'string', enum: [...codes] } } },
          ],
        },
      },
    },
  };
  return withHeaders(response, codes.some((code) => PASSING.includes(code)) ? [...headers, 'Retry-After'] : headers);
}

function withHeaders(response: ResponseObject, names: readonly HeaderName[]): ResponseObject {
  return { ...response, headers: { ...headerReferences(names), ...response.headers } };
}

/** A call without a body is one with nothing in it: only where something must stand in it is it asked for. */
function asksForSomething(body: NonNullable<OperationObject['requestBody']>, schemas: Schemas): boolean {
  const schema = 'content' in body ? body.content['application/json']?.schema : undefined;
  const name = schema && '$ref' in schema ? schema.$ref.split('/').at(-1) : undefined;
  const described = name === undefined ? undefined : schemas[name];
  return described !== undefined && 'required' in described && (described.required?.length ?? 0) > 0;
}
