import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ERROR_CODES, type ErrorBody, type ErrorCode, type ValidationDetail } from '@service-runs/contracts';
import { headerReferences, type HeaderName } from './headers';
import { Shown } from './shown';

export class OkBody {
  @Shown.ok() ok: true;
}

class ValidationDetailBody implements ValidationDetail {
  @Shown.text({ description: "In the sender's own words: `invitees[3].email`." }) path: string;
  @Shown.text() rule: string;
  @Shown.text() message: string;
}

export class ErrorEnvelope implements ErrorBody {
  @Shown.notOk() ok: false;
  @Shown.choice(ERROR_CODES) error: ErrorCode;
  @Shown.text({ description: 'For people; may change.' }) message: string;
  @Shown.id({ description: 'Also the `X-Request-Id` header.' }) request_id: string;
  @Shown.list(() => ValidationDetailBody, { optional: true, description: 'On `error.validation`.' })
  details?: ValidationDetailBody[];
  @Shown.text({ optional: true, description: 'On `error.invite.email_mismatch`.' })
  invitee_email_masked?: string;
}

type Body = new () => object;

interface MoreOfAnswer {
  /** What comes with the success, always. */
  headers?: readonly HeaderName[];
  /** Other media types that the caller may ask for. Their content is text. */
  otherTypes?: readonly string[];
}

/** What a route answers: the success, and each refusal of its own. The ones that any route can give come by themselves. */
export function Answers(
  status: 200 | 201,
  body: Body | readonly Body[] = OkBody,
  errors: readonly ErrorCode[] = [],
  { headers = [], otherTypes = [] }: MoreOfAnswer = {},
) {
  const bodies = [body].flat();
  const refs = bodies.map((one) => ({ $ref: getSchemaPath(one) }));
  const [only] = refs;
  return applyDecorators(
    ApiExtraModels(ErrorEnvelope, ...bodies),
    ApiResponse({
      status,
      description: 'Done',
      headers: headerReferences(headers),
      content: {
        'application/json': { schema: only && refs.length === 1 ? only : { anyOf: refs } },
        ...Object.fromEntries(otherTypes.map((type) => [type, { schema: { type: 'string' } }])),
      },
    }),
    Refuses(...errors),
  );
}

/** A success that is a stream of events and never a whole answer. */
export const AnswersEvents = () =>
  applyDecorators(
    ApiExtraModels(ErrorEnvelope),
    ApiResponse({
      status: 200,
      description: 'Events',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    }),
  );

/** Before the code of a refusal, among the extensions of an operation. They do not stay there: see `finishOperation`. */
export const REFUSES = 'x-refuses ';

/** Refusals that a route can answer with, wherever they are known of: at the route, its access, its limits. They add up. */
export const Refuses = (...codes: ErrorCode[]) =>
  applyDecorators(...codes.map((code) => ApiExtension(`${REFUSES}${code}`, true)));

export const WHO_MAY_CALL = 'x-who-may-call';

/** A sentence for people. Programs read the same from `security`. */
export const WhoMayCall = (sentence: string) => ApiExtension(WHO_MAY_CALL, sentence);
