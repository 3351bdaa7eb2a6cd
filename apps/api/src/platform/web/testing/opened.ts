import fc from 'fast-check';
import { JSDOM } from 'jsdom';

/** What a browser makes of a page. A script in it that calls `ran()` leaves its trace. */
export function opened(html: string): { document: Document; ran: () => boolean } {
  let ran = false;
  const { window } = new JSDOM(html, {
    runScripts: 'dangerously',
    beforeParse: (page) => Object.assign(page, { ran: () => (ran = true) }),
  });
  return { document: window.document, ran: () => ran };
}

/** Texts as people write them, and as those do who mean harm. PostgreSQL keeps no NUL; HTML makes one of the line ends. */
export const hostileTexts = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom(
        '<script>ran()</script>',
        '</script><script>ran()</script>',
        '<!--<script>',
        '-->',
        ']]>',
        '"><img src=x onerror=ran()>',
        "' onfocus='ran()' autofocus='",
        '</noscript><script>ran()</script>',
        '</title>',
        '</sr-root>',
        '&lt;',
        '{noun.run}',
        '$&',
        '\\u003c',
      ),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join('').replaceAll('\0', '').replaceAll('\r', ''));
