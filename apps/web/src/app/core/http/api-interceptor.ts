import { type HttpEvent, type HttpHandlerFn, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, type Observable, switchMap, throwError } from 'rxjs';
import { CurrentTenant } from '../session/current-tenant';
import { OUTSIDE_SESSION, Session } from '../session/session';
import { type ApiFailure, toApiFailure } from './api-failure';

/** Calls that act for one organisation. */
const forTenant = /^\/api\/(provider|tenant)(\/|\?|$)/;

/**
 * Sends who is asking and for which organisation, renews a session that has run out once, and makes an `ApiFailure` of
 * everything that goes wrong.
 */
export const apiInterceptor: HttpInterceptorFn = (request, next) => {
  // Only our own API is told who is asking: a token never leaves this origin.
  if (!request.url.startsWith('/api/')) return next(request);
  if (request.context.get(OUTSIDE_SESSION)) return next(request).pipe(failing());

  const session = inject(Session);
  const tenantId = inject(CurrentTenant).id();

  return from(session.accessToken()).pipe(
    switchMap((token) =>
      send(request, next, token, tenantId).pipe(
        catchError((failure: ApiFailure) => {
          if (token === null || failure.code !== 'error.auth.required') return throwError(() => failure);
          return from(session.renew(token)).pipe(
            switchMap((renewed) =>
              renewed === null ? throwError(() => failure) : send(request, next, renewed, tenantId),
            ),
          );
        }),
      ),
    ),
    failing(),
  );
};

function send(
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
  token: string | null,
  tenantId: string | null,
): Observable<HttpEvent<unknown>> {
  let headers = request.headers;
  if (token !== null) headers = headers.set('Authorization', `Bearer ${token}`);
  if (tenantId !== null && forTenant.test(request.url)) headers = headers.set('X-Tenant-Id', tenantId);
  return next(request.clone({ headers })).pipe(failing());
}

function failing<T>() {
  return catchError<T, Observable<never>>((error: unknown) => throwError(() => toApiFailure(error)));
}
