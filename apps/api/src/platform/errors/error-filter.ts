import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../logging/log';
import { toApiError } from './to-api-error';

/** Every failure leaves through here, in the envelope. What the server did wrong is logged; what the caller did is not. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = toApiError(error);
    if (answer.status >= 500) {
      this.log.failure(request, error, answer.code);
    }
    if (reply.sent) {
      return;
    }
    void reply.status(answer.status).headers(answer.headers()).send(answer.toBody(request.id));
  }
}
