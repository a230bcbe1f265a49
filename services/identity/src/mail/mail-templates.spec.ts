import type { MailContent } from './mail-content.js';
import { letterOf } from './mail-templates.js';
import { oneLine, timeInWords } from './mail-words.js';
import { renderLetter } from './render-letter.js';

const link = 'https://throughline.example/verify#token';
const at = '2026-11-26T14:05:00.000Z';
const HOSTILE = 'Ada\r\nBcc: all@example.org\u2028<script>alert("x")</script>\u202e';

const samples = (name: string): MailContent[] => [
  { kind: 'verify_address', name, link },
  { kind: 'account_exists', name, signInLink: link, resetLink: link },
  { kind: 'reset_password', name, link },
  { kind: 'password_changed', name, at, resetLink: link },
  { kind: 'verify_new_address', name, link },
  { kind: 'address_taken', name, signInLink: link },
  { kind: 'address_change_asked', name, newEmail: 'new@example.org', at, resetLink: link },
  { kind: 'address_changed', name, newEmail: 'new@example.org', at },
  { kind: 'invitation', inviter: name, organization: name, role: 'developer', link },
];

describe('what we write', () => {
  it.each(samples('Ada Lovelace'))('$kind says something in both forms', (content) => {
    const { subject, text, html } = renderLetter(letterOf(content));
    expect(subject).toMatch(/^[^\n]{10,140}$/);
    expect(text).toContain('Throughline');
    if ('link' in content) for (const form of [text, html]) expect(form).toContain(link);
    expect(html).not.toMatch(/<(img|link|script|iframe|style)|url\(/);
  });

  it.each(samples(HOSTILE))('$kind holds a hostile name on its line and out of the markup', (content) => {
    const { subject, text, html } = renderLetter(letterOf(content));
    expect(subject).not.toMatch(/[\r\n\u2028\u202e]/);
    expect(text).not.toMatch(/^Bcc:/m);
    expect(`${subject}${text}`).not.toMatch(/[\u2028\u202e]/);
    expect(html).not.toContain('<script');
  });

  it.each([
    ['  Ada \t Lovelace ', 'Ada Lovelace'],
    ['a\u0000b', 'a b'],
    ['zero\u200bwidth', 'zero width'],
    ['x'.repeat(101), `${'x'.repeat(99)}…`],
    ['👩'.repeat(101), `${'👩'.repeat(99)}…`],
  ])('makes one line of %j', (text, line) => expect(oneLine(text)).toBe(line));

  it('tells a time in words', () => expect(timeInWords(at)).toBe('26 November 2026, 14:05 UTC'));
});
