import { ForbiddenException, NotFoundException, UnauthorizedException } from '@nestjs/common';
import { ERROR_CODES, ERRORS } from '@service-runs/contracts';
import { invalid } from './api-error';
import { toApiError } from './to-api-error';

const coded = (code: string, more: object = {}) =>
  Object.assign(new Error('in words of the driver'), { code, ...more });
const fromDatabase = (code: string, more: object = {}) => coded(code, { severity: 'ERROR', ...more });

describe('toApiError', () => {
  it('leaves what is one already as it is', () => {
    const error = invalid('name', 'required', 'is missing');
    expect(toApiError(error)).toBe(error);
  });

  it.each(ERROR_CODES)('takes a refusal of the database in the contract’s words: %s', (code) => {
    const answer = toApiError(fromDatabase(`SR${ERRORS[code].status}`, { message: code }));
    expect([answer.code, answer.status]).toEqual([code, ERRORS[code].status]);
  });

  it('hands on the masked address of a mismatch, and no detail of anything else', () => {
    const detail = 'j***r@example.com';
    expect(
      toApiError(fromDatabase('SR403', { message: 'error.invite.email_mismatch', detail })).toBody('r')
        .invitee_email_masked,
    ).toBe(detail);
    expect(
      JSON.stringify(toApiError(fromDatabase('SR404', { message: 'error.run.not_found', detail })).toBody('r')),
    ).not.toContain(detail);
  });

  it.each([
    ['a connection that is refused', coded('ECONNREFUSED')],
    ['a connection that is reset', coded('ECONNRESET')],
    ['a host that is not found', coded('ENOTFOUND')],
    ['a server that shuts down', fromDatabase('57P01')],
    ['a server that starts up', fromDatabase('57P03')],
    ['too many connections', fromDatabase('53300')],
    ['a connection failure', fromDatabase('08006')],
    ['a statement that took too long', fromDatabase('57014')],
    ['a lock that is not to be had', fromDatabase('55P03')],
    ['a deadlock', fromDatabase('40P01')],
    ['a standby that takes no writes', fromDatabase('25006')],
    ['what TypeORM wraps', { driverError: fromDatabase('57P01') }],
    ['a driver that waits no longer for a connection', new Error('timeout exceeded when trying to connect')],
    ['a driver that waits no longer for an answer', new Error('Query read timeout')],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
    ['a connection that had ended', new Error('Client was closed and is not queryable')],
  ])('tells %s as unavailable, with a time to come again', (_what, error) => {
    const answer = toApiError(error);
    expect([answer.code, answer.headers()]).toEqual(['error.unavailable', { 'retry-after': '2' }]);
  });

  it.each([
    ['a constraint', fromDatabase('23514')],
    ['a privilege', fromDatabase('42501')],
    ['a refusal in no words of the contract', fromDatabase('SR404', { message: 'DROP TABLE' })],
    ['a code of the network’s from nobody’s database', coded('57P01')],
    ['a mistake in the code', new TypeError('x is not a function')],
    ['something thrown that is no error', 'a text'],
    ['nothing at all', undefined],
    ['null', null],
  ])('tells %s as internal, and nothing of it', (_what, error) => {
    const body = toApiError(error).toBody('the-id');
    expect(body).toEqual({
      ok: false,
      error: 'error.internal',
      message: ERRORS['error.internal'].message,
      request_id: 'the-id',
    });
  });

  it.each([
    [coded('FST_ERR_CTP_BODY_TOO_LARGE', { statusCode: 413 }), 'error.payload_too_large'],
    [coded('FST_ERR_CTP_INVALID_MEDIA_TYPE', { statusCode: 415 }), 'error.unsupported_media_type'],
    [coded('FST_ERR_CTP_INVALID_JSON_BODY', { statusCode: 400 }), 'error.validation'],
    [coded('FST_ERR_BAD_URL', { statusCode: 400 }), 'error.route.not_found'],
    [Object.assign(new SyntaxError('Unexpected token'), { statusCode: 400 }), 'error.validation'],
    [new UnauthorizedException(), 'error.auth.required'],
    [new NotFoundException(), 'error.route.not_found'],
    [new ForbiddenException(), 'error.validation'],
  ])('%s is %s', (error, code) => {
    expect(toApiError(error).code).toBe(code);
  });
});
