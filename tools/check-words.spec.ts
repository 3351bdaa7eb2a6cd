import { forbiddenWords, wordsInSource } from './check-words.ts';

// Put together here, since the check reads this file too.
const words = [
  ['book', 'ing'],
  ['contr', 'actor'],
  ['cal', 'endar'],
].map((parts) => parts.join(''));

describe('the check of words', () => {
  it.each(words)('finds %#, whatever its case and its ending', (word) => {
    expect(forbiddenWords(`All ${word.toUpperCase()}S here`)).toEqual([word.toUpperCase()]);
    expect(wordsInSource('a.html', `<p>\n<button aria-label="Open ${word}"></button>`)).toEqual([`a.html:2: ${word}`]);
  });

  it('lets the names by which a library’s texts are replaced stand', () => {
    expect(wordsInSource('a.ts', `intl.open${words[2]?.replace('c', 'C')}Label = t('date.open');`)).toEqual([]);
  });

  it('finds nothing in the words of this product', () => {
    expect(forbiddenWords('A reservation with a service provider; the book of runs; contract; calculation')).toEqual(
      [],
    );
  });
});
