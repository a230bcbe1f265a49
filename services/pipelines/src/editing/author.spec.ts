import { authorOf } from './author.js';

describe('authorOf', () => {
  const principal = { id: '0199a8c2', name: 'ci' };
  it.each([
    ['a member', { fullName: 'Ada Lovelace', email: 'ada@example.org' }, 'Ada Lovelace <ada@example.org>'],
    ['a service account', undefined, 'ci <0199a8c2@throughline.invalid>'],
    ['a name that git cannot hold', { fullName: 'A <da>\n', email: 'a@example.org' }, 'A da <a@example.org>'],
    ['a name of nothing else', { fullName: '<>.', email: 'a@example.org' }, 'a@example.org <a@example.org>'],
  ])('is %s', (_what, member, author) => {
    const { name, email } = authorOf(principal, member);
    expect(`${name} <${email}>`).toBe(author);
  });
});
