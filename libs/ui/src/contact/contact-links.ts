/** `tel:` for a number as people write it: "250-555-0142", "+1 (250) 555-0142 ext. 3". */
export function telLink(phone: string): string {
  const [number = '', extension = ''] = phone.split(/ext\.?|[x#,;]/i).map((part) => part.replace(/[^\d+*]/g, ''));
  return `tel:${number}${extension && `;ext=${extension}`}`;
}

/** `mailto:` for one address, which cannot add fields of its own to the message. */
export function mailLink(address: string): string {
  return `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`;
}
