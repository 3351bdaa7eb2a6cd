import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type Membership, type RunDetail } from '@service-runs/contracts';
import { DESCRIBE_FAILURE } from '@service-runs/ui';
import { describeFailure } from '../../core/http/api-failure';
import { RequestsApi } from '../../core/requests/requests-api';
import { barkley, FakeSession } from '../../core/testing/fake-session';
import { RunPage } from '../detail/run-page';
import { RunsApi } from '../runs-api';
import { button, settle } from './page';
import { bamfield } from './runs';

/** The page of a run with the calls under it, for tests of what is done over it. */
export class RunPageBench {
  readonly runs = {
    read: jest.fn(),
    invitations: jest.fn(),
    stakeholders: jest.fn(),
    activity: jest.fn(),
    portals: jest.fn(),
    publish: jest.fn(),
    unpublish: jest.fn(),
    receipt: jest.fn(),
    receiptCsv: jest.fn(),
  };
  readonly requests = { list: jest.fn(), attach: jest.fn(), detach: jest.fn() };
  fixture!: ComponentFixture<unknown>;

  constructor(tenants: readonly Membership[] = [barkley]) {
    this.runs.invitations.mockResolvedValue({ ok: true, invitations: [], next_cursor: null });
    this.runs.stakeholders.mockResolvedValue({ ok: true, stakeholders: [], next_cursor: null });
    this.runs.activity.mockResolvedValue({ ok: true, activity: [], next_cursor: null });
    TestBed.configureTestingModule({
      providers: [
        { provide: RunsApi, useValue: this.runs },
        { provide: RequestsApi, useValue: this.requests },
        { provide: DESCRIBE_FAILURE, useValue: describeFailure },
        new FakeSession().enter(tenants).provide(),
        provideRouter([{ path: 'runs/:id', component: RunPage }], withComponentInputBinding()),
      ],
    });
  }

  async open(answer: RunDetail): Promise<void> {
    this.runs.read.mockResolvedValue(answer);
    const harness = await RouterTestingHarness.create(`/runs/${bamfield.id}`);
    this.fixture = harness.fixture;
    await this.rest();
  }

  rest(): Promise<void> {
    return settle(this.fixture);
  }

  async press(name: string): Promise<void> {
    button(name).click();
    await this.rest();
  }
}
