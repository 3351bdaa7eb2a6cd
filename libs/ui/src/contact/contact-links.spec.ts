import { mailLink, telLink } from './contact-links';

describe('a link to call', () => {
  it.each([
    ['250-555-0142', 'tel:2505550142'],
    ['+1 (250) 555-0142', 'tel:+12505550142'],
    ['250 555 0142 ext. 3', 'tel:2505550142;ext=3'],
    ['250.555.0142 x 12', 'tel:2505550142;ext=12'],
  ])('of "%s" is %s', (phone, link) => {
    expect(telLink(phone)).toBe(link);
  });
});

describe('a link to write', () => {
  it('keeps a plain address as it is', () => {
    expect(mailLink('office@barkleyseptic.example')).toBe('mailto:office@barkleyseptic.example');
  });

  it('lets no address add a subject or another recipient', () => {
    expect(mailLink('a?bcc=b@c.example&subject=x')).toBe('mailto:a%3Fbcc%3Db@c.example%26subject%3Dx');
  });
});
