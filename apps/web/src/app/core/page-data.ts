/**
 * What the server wrote into the page for the app that takes it over, so that it need not be asked for. It is of the moment
 * at which the page was loaded, and so is given out once.
 */
export function takePageData<Data>(document: Document): Data | null {
  const block = document.getElementById('page-data');
  if (!block) return null;
  block.remove();
  return JSON.parse(block.textContent) as Data;
}
