import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ERROR_CODES, ERRORS, type ErrorBody, type ErrorCode, type ValidationDetail } from '@service-runs/contracts';
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
  @Shown.flag() ok: false;
  @Shown.choice(ERROR_CODES) error: ErrorCode;
  @Shown.text({ description: 'For people; may change.' }) message: string;
  @Shown.text() request_id: string;
  @Shown.list(() => ValidationDetailBody, { optional: true, description: 'On `error.validation`.' })
  details?: ValidationDetailBody[];
  @Shown.text({ optional: true, description: 'On `error.invite.email_mismatch`.' })
  invitee_email_masked?: string;
}

/** What a route answers: the success, and each refusal of its own. The ones that any route can give come by themselves. */
export function Answers(status: 200 | 201, body: new () => object = OkBody, errors: ErrorCode[] = []) {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set<ErrorCode>([...errors, 'error.internal', 'error.unavailable'])) {
    const { status: errorStatus } = ERRORS[code];
    byStatus.set(errorStatus, [...(byStatus.get(errorStatus) ?? []), code]);
  }
  return applyDecorators(
    ApiExtraModels(ErrorEnvelope),
    ApiResponse({ status, type: body, description: 'Done' }),
    ...[...byStatus].map(([errorStatus, codes]) =>
      ApiResponse({
        status: errorStatus,
        description: codes.map((code) => `\`${code}\``).join(', '),
        schema: { $ref: getSchemaPath(ErrorEnvelope) },
      }),
    ),
  );
}
