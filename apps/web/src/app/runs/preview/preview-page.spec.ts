import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type StakeholderPreview } from '@service-runs/contracts';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { ApiFailure, describeFailure } from '../../core/http/api-failure';
import { RunsApi } from '../runs-api';
import { button, settle, words } from '../testing/page';
import { bamfield } from '../testing/runs';
import { PreviewPage } from './preview-page';

const answer: StakeholderPreview = {
  ok: true,
  public: {
    ok: true,
    invitation: {
      status: 'viewed',
      context_type: 'service_run',
      invitee_name: null,
      invitee_email_masked: 'i***e@example.org',
      expires_at: '2026-04-09T18:00:00.000Z',
      message: null,
    },
    run: {
      id: bamfield.id,
      name: 'Septic pump-out, Bamfield west side',
      starts_at: '2026-03-12T16:00:00.000Z',
      ends_at: '2026-03-13T00:00:00.000Z',
      time_zone: 'America/Vancouver',
      zone_name: 'Bamfield',
      market_mode: 'TARGETED',
      status: 'cancelled',
    },
    provider: { name: 'Barkley Septic & Fuel', contact_phone: '250-555-0142', contact_email: null },
    copy: { title: "You've been invited to view a service run", disclaimer: 'This link provides read-only access.' },
  },
  view: {
    ok: true,
    run: {
      id: bamfield.id,
      name: 'Septic pump-out, Bamfield west side',
      market_mode: 'TARGETED',
      status: 'cancelled',
      scheduled_date: '2026-03-12',
      scheduled_time: '09:00',
      scheduled_end_date: '2026-03-12',
      scheduled_end_time: '17:00',
      starts_at: '2026-03-12T16:00:00.000Z',
      ends_at: '2026-03-13T00:00:00.000Z',
      time_zone: 'America/Vancouver',
      publishing_state: 'published',
      zone_name: 'Bamfield',
      tenant_name: 'Barkley Septic & Fuel',
      contact_phone: '250-555-0142',
      contact_email: null,
    },
    access: { type: 'stakeholder', stakeholder_role: null, granted_at: '2026-03-09T18:00:00.000Z' },
  },
};

describe('the preview of what others are shown', () => {
  const preview = jest.fn();
  const part = (selector: string) => words(document.querySelector(selector));

  beforeEach(() => {
    preview.mockReset().mockResolvedValue(answer);
    TestBed.configureTestingModule({
      providers: [
        { provide: RunsApi, useValue: { preview } },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        provideRouter([]),
      ],
    });
  });

  async function open() {
    const fixture = TestBed.createComponent(PreviewPage);
    fixture.componentRef.setInput('id', bamfield.id);
    document.body.append(fixture.nativeElement);
    await settle(fixture);
    return fixture;
  }

  it('shows what an invitee reads, by the parts of the claim page', async () => {
    await open();
    expect(preview).toHaveBeenCalledWith(bamfield.id);
    expect(part('.band')).toBe('Invitation from Barkley Septic & Fuel');
    expect(part('sr-invitation-facts .tags')).toBe('Read-onlyViewedTargeted');
    expect(part('sr-invitation-facts .facts')).toMatch(
      /What ?Septic pump-out, Bamfield west side ?When ?Thu 12 March 2026 ?09:00–17:00.*Where ?Bamfield ?Status ?Cancelled/,
    );
    expect(part('sr-invitation-small-print')).toContain('This link provides read-only access.');
    expect(document.querySelector('sr-invitation-small-print a')?.getAttribute('href')).toBe('tel:2505550142');
  });

  it('shows what a stakeholder reads, by the parts of that view', async () => {
    await open();
    const view = document.querySelector('sr-run-view-facts');
    expect(part('sr-run-view-facts .tags')).toBe('CancelledRead-only');
    expect(words(view)).toContain('PortalsPublished');
    expect(words(view)).toContain('You have access to this run.');
    expect(view?.querySelector('.facts.off')).not.toBeNull();
  });

  it('offers nothing to claim', async () => {
    await open();
    expect(document.querySelectorAll('button, input')).toHaveLength(0);
  });

  it('says that it could not be fetched, and tries again', async () => {
    preview.mockRejectedValueOnce(new ApiFailure('error.unavailable', 503, '7f3a'));
    const fixture = await open();
    expect(part('[role=alert]')).toMatch(/could not be fetched.*7f3a/);
    button('Try again').click();
    await settle(fixture);
    expect(part('.band')).toContain('Barkley');
  });
});
