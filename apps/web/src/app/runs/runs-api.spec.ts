import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { RunsApi } from './runs-api';

describe('the provider’s calls', () => {
  let api: RunsApi;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    api = TestBed.inject(RunsApi);
    http = TestBed.inject(HttpTestingController);
  });

  function sent(call: Promise<unknown>) {
    // What comes of it is for other tests.
    call.catch(() => undefined);
    return http.expectOne(() => true).request;
  }

  it('ask for a list as the API names things, a status for each', () => {
    const request = sent(api.list({ status: ['draft', 'in_progress'], q: 'bam & co' }, { limit: 25, cursor: 'a+b=' }));
    const url = new URL(request.urlWithParams, 'http://localhost');
    expect(url.pathname).toBe('/api/provider/runs');
    expect([...url.searchParams].sort()).toEqual([
      ['cursor', 'a+b='],
      ['limit', '25'],
      ['q', 'bam & co'],
      ['status', 'draft'],
      ['status', 'in_progress'],
    ]);
  });

  it('say nothing of a filter that is not set', () => {
    const request = sent(api.list({ status: [], q: '' }, { limit: 25, cursor: null }));
    expect(request.urlWithParams).toBe('/api/provider/runs?limit=25');
  });

  it('change a run from the version that was read, by its strong tag', () => {
    const from = { id: 'r1', version: 7 };
    expect(sent(api.update(from, { name: 'x' })).headers.get('If-Match')).toBe('"7"');
    const move = sent(api.move(from, 'scheduled'));
    expect([move.url, move.headers.get('If-Match'), move.body]).toEqual([
      '/api/provider/runs/r1/transition',
      '"7"',
      { to: 'scheduled' },
    ]);
  });

  it('make things under a key', () => {
    expect(sent(api.create({ name: 'x' }, 'k1')).headers.get('Idempotency-Key')).toBe('k1');
    expect(sent(api.invite('r1', { invitees: [] }, 'k2')).headers.get('Idempotency-Key')).toBe('k2');
  });

  it('publish and unpublish by the portals’ ids', () => {
    const publish = sent(api.publish('r1', ['p1', 'p2']));
    expect([publish.method, publish.url, publish.body]).toEqual([
      'POST',
      '/api/provider/runs/r1/publish',
      { portal_ids: ['p1', 'p2'] },
    ]);
    expect(sent(api.unpublish('r1', ['p1'])).url).toBe('/api/provider/runs/r1/unpublish');
  });

  it('ask for the receipt of everybody or of one, to read or as a file', () => {
    expect(sent(api.receipt('r1', null)).urlWithParams).toBe('/api/tenant/runs/r1/access-receipt');
    expect(sent(api.receipt('r1', 'i1')).urlWithParams).toBe('/api/tenant/runs/r1/access-receipt?individual=i1');
    const file = sent(api.receiptCsv('r1', 'i1'));
    expect([file.urlWithParams, file.responseType]).toEqual([
      '/api/tenant/runs/r1/access-receipt?individual=i1&format=csv',
      'text',
    ]);
  });

  it('give a reason only where there is one', () => {
    expect(sent(api.revokeInvitation('r1', 'i1', 'sold')).body).toEqual({ reason: 'sold' });
    expect(sent(api.revokeStakeholder('r1', 's1', null)).body).toEqual({});
  });
});
