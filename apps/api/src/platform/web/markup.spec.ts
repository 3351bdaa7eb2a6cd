import fc from 'fast-check';
import { dataBlock, markup } from './markup';
import { hostileTexts as texts, opened } from './testing/opened';

/** Each opens a page. */
const RUNS = { numRuns: 40 };

it('is shaky ground without it: a name that is put in as it stands runs', () => {
  expect(opened(`<p>${'<script>ran()</script>'}</p>`).ran()).toBe(true);
});

it('reads any text back as it was, between tags, in attributes and in lists', () => {
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const { text } =
        markup`<p title="${one}">${other}</p><ul>${[one, other].map((each) => markup`<li>${each}</li>`)}</ul>`;
      const { document, ran } = opened(text);
      const [paragraph, list] = [document.querySelector('p'), document.querySelector('ul')];
      expect([paragraph?.title, paragraph?.textContent]).toEqual([one, other]);
      expect([...(list?.children ?? [])].map((each) => each.textContent)).toEqual([one, other]);
      expect([document.querySelectorAll('*').length, ran()]).toEqual([7, false]);
    }),
    RUNS,
  );
});

it('leaves out what is not there, and writes numbers', () => {
  expect(markup`<p>${null}${undefined}${false}${0}${''}${[]}</p>`.text).toBe('<p>0</p>');
});

it('reads any data back as it was, runs none of it, and lets none of it end the block', () => {
  const block = markup`type="application/json" id="data"`;
  fc.assert(
    fc.property(fc.array(fc.record({ name: texts })), texts, (list, name) => {
      const data = { list, name };
      const { document, ran } = opened(`<body>${dataBlock(block, data).text}<p>after</p></body>`);
      expect(JSON.parse(document.getElementById('data')?.textContent ?? '')).toEqual(data);
      expect([document.querySelectorAll('body > *').length, ran()]).toEqual([2, false]);
    }),
    RUNS,
  );
});
