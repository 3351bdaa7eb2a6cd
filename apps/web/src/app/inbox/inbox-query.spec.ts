import { convertToParamMap } from '@angular/router';
import { readInboxQuery, writeInboxQuery } from './inbox-query';

describe('what the inbox’s address says', () => {
  it.each([
    [{}, { status: ['new'], q: '', limit: 25 }],
    [
      { status: 'declined', q: ' tank ' },
      { status: ['declined'], q: 'tank', limit: 25 },
    ],
    [{ status: ['accepted', 'new', 'lost'] }, { status: ['new', 'accepted'], q: '', limit: 25 }],
    [
      { status: 'lost', limit: '60' },
      { status: ['new'], q: '', limit: 75 },
    ],
    [{ limit: '1e9' }, { status: ['new'], q: '', limit: 500 }],
  ])('%j', (params, query) => {
    expect(readInboxQuery(convertToParamMap(params))).toEqual(query);
  });

  it('is written as it is read, without what is as it always is', () => {
    expect(writeInboxQuery({ status: ['new'], q: '', limit: 25 })).toEqual({ status: null, q: null, limit: null });
    expect(writeInboxQuery({ status: ['accepted'], q: 'x', limit: 50 })).toEqual({
      status: ['accepted'],
      q: 'x',
      limit: 50,
    });
  });
});
