import { COMMON_PASSWORDS } from './common-passwords.js';
import { passwordProblem } from './password-rules.js';

const owner = { email: 'ada.lovelace@example.org', fullName: 'Ada Lovelace' };
/** Of this thread, however busy the machine is. What grows with the power of the length takes years. */
const MOST_CPU_US = 1_000_000;

describe('passwordProblem', () => {
  it.each([
    'correct horse battery',
    'a sentence is easy to keep',
    'Zürich–Ostende 1911 um acht',
    'x7#kQ2!mZp9$',
    'лучше длинная фраза',
    '👩‍🚀 flies to the moon',
    'password of the lighthouse keeper',
  ])('takes %j', (password) => expect(passwordProblem(password, owner)).toBeUndefined());

  it.each([
    ['eleven char', /at least 12/],
    ['ｘｘ', /at least 12/],
    ['x y'.repeat(43), /at most 128/],
    ['ada.lovelace@example.org', /name or address/],
    ['ADA.LOVELACE@example.org', /name or address/],
    ['Ada Lovelace', /name or address/],
    ['lovelace2026!', /name or address/],
    ['LovelaceLovelace', /name or address/],
    ['Password1234', /tried first/],
    ['!!passwordpassword!!', /tried first/],
    ['Welcome2026!!', /tried first/],
    ['qwertyuiop123', /tried first/],
    ['123456789012', /tried first/],
    ['987654321098', /tried first/],
    ['abcdefghijklm', /tried first/],
    ['aaaaaaaaaaaa', /tried first/],
    ['abc1abc1abc1', /tried first/],
    ['dragondragon', /tried first/],
    ['CorrectHorseBatteryStaple', /tried first/],
  ])('refuses %j', (password, reason) => expect(passwordProblem(password, owner)).toMatch(reason));

  it('counts characters and not code units', () => {
    expect(passwordProblem('👩'.repeat(11), owner)).toMatch(/at least 12/);
    expect(
      passwordProblem(Array.from({ length: 128 }, (_, i) => String.fromCodePoint(0x1f300 + i)).join(''), owner),
    ).toBeUndefined();
  });

  it('lets nobody be refused for a short name', () =>
    expect(passwordProblem('any old phrase', { email: 'a@b.org', fullName: 'Li' })).toBeUndefined());

  it('knows its list in the form that it compares', () =>
    expect([...COMMON_PASSWORDS].filter((word) => word !== word.toLowerCase())).toEqual([]));

  it('answers at once for the longest password', () => {
    const before = process.threadCpuUsage();
    passwordProblem('1a'.repeat(64), owner);
    passwordProblem('_'.repeat(128), owner);
    expect(process.threadCpuUsage(before).user).toBeLessThan(MOST_CPU_US);
  });
});
