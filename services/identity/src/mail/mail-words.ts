/** RFC 3339 in UTC. */
export type IsoTime = string;

// Line breaks would start a header of their own; the others hide or reorder what a reader sees.
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A text that somebody chose, as one line that forges nothing around it. At most `maxLength` characters. */
export function oneLine(text: string, maxLength = 100): string {
  const line = text.replace(UNSHOWABLE, ' ').replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= maxLength ? line : `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** `26 November 2026, 14:05 UTC` */
export function timeInWords(at: IsoTime): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(new Date(at)).replace(' at ', ', ')} UTC`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The text as HTML shows it, in an element or an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
