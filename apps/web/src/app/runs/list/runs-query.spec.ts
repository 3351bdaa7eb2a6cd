import { convertToParamMap, type Params } from '@angular/router';
import { readRunsQuery, type RunsQuery, writeRunsQuery } from './runs-query';

const read = (params: Params) => readRunsQuery(convertToParamMap(params));

describe('the address of the list', () => {
  it('speaks the API’s names, status as often as there are statuses', () => {
    const query: RunsQuery = { status: ['draft', 'cancelled'], q: 'bam', limit: 75 };
    expect(writeRunsQuery(query)).toEqual({ status: ['draft', 'cancelled'], q: 'bam', limit: 75 });
    expect(read(writeRunsQuery(query))).toEqual(query);
  });

  it('says nothing of what is as always', () => {
    expect(writeRunsQuery({ status: [], q: '', limit: 25 })).toEqual({ status: null, q: null, limit: null });
    expect(read({})).toEqual({ status: [], q: '', limit: 25 });
  });

  it.each<[Params, Partial<RunsQuery>]>([
    [{ status: 'draft' }, { status: ['draft'] }],
    [{ status: ['cancelled', 'draft', 'draft', 'nonsense'] }, { status: ['draft', 'cancelled'] }],
    [{ q: `  ${'x'.repeat(300)}` }, { q: 'x'.repeat(200) }],
    [{ limit: '30' }, { limit: 50 }],
    [{ limit: '-5' }, { limit: 25 }],
    [{ limit: 'many' }, { limit: 25 }],
    [{ limit: '100000' }, { limit: 500 }],
  ])('is read kindly: %j', (params, query) => expect(read(params)).toMatchObject(query));
});
