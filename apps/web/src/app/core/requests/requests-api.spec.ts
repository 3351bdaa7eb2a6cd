import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { RequestsApi } from './requests-api';

describe('the calls about requests', () => {
  let api: RequestsApi;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    api = TestBed.inject(RequestsApi);
    http = TestBed.inject(HttpTestingController);
  });

  function sent(call: Promise<unknown>) {
    // What comes of it is for other tests.
    call.catch(() => undefined);
    const { method, urlWithParams, body } = http.expectOne(() => true).request;
    return [method, urlWithParams, body];
  }

  it('ask for a list as the API names things', () => {
    const page = { limit: 25, cursor: null };
    expect(sent(api.list({ status: ['new', 'declined'], q: 'a&b', unattached: true }, page))[1]).toBe(
      '/api/provider/requests?limit=25&status=new&status=declined&q=a%26b&unattached=true',
    );
    expect(sent(api.list({ status: [], q: '' }, { limit: 25, cursor: 'c+' }))[1]).toBe(
      '/api/provider/requests?limit=25&cursor=c%2B',
    );
  });

  it('answer a request, with a reason only where there is one', () => {
    expect(sent(api.accept('q1'))).toEqual(['POST', '/api/provider/requests/q1/accept', {}]);
    expect(sent(api.decline('q1', null))).toEqual(['POST', '/api/provider/requests/q1/decline', {}]);
    expect(sent(api.decline('q1', 'far'))[2]).toEqual({ reason: 'far' });
  });

  it('attach and detach at the run', () => {
    expect(sent(api.attach('r1', ['q1', 'q2']))).toEqual([
      'POST',
      '/api/provider/runs/r1/attach-requests',
      { request_ids: ['q1', 'q2'] },
    ]);
    expect(sent(api.detach('r1', ['q1']))[1]).toBe('/api/provider/runs/r1/detach-requests');
  });
});
