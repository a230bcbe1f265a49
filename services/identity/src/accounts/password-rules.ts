import { COMMON_PASSWORDS } from './common-passwords.js';

export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 128;

export interface PasswordOwner {
  email: string;
  fullName: string;
}

const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '98765432109876543210',
];

/**
 * What is wrong with a new password, as a sentence for its owner; undefined when nothing is. Length is the only rule
 * people have to think of (NIST SP 800-63B); besides, a password is not what an attacker tries first.
 */
export function passwordProblem(password: string, owner: PasswordOwner): string | undefined {
  const text = password.normalize('NFKC').toLowerCase();
  const length = [...text].length;
  if (length < MIN_PASSWORD) return `must have at least ${MIN_PASSWORD} characters`;
  if (length > MAX_PASSWORD) return `must have at most ${MAX_PASSWORD} characters`;
  if (isOwners(text, owner)) return 'must not be made of your name or address';
  if (isGuessedFirst(text)) return 'is one of the passwords that are tried first; choose another';
  return undefined;
}

/** The owner's address or name, whole, with something around it, or again and again. */
function isOwners(text: string, { email, fullName }: PasswordOwner): boolean {
  const address = email.toLowerCase();
  const name = fullName.normalize('NFKC').toLowerCase();
  const own = [address, address.split('@')[0] ?? '', name, ...name.split(/\s+/)]
    .map(letters)
    .filter((word) => word.length >= 4);
  const bare = letters(text);
  return own.some(
    (word) => bare === word || bare === word.repeat(2) || bare === word.repeat(3) || bare === letters(name + address),
  );
}

const letters = (text: string): string => text.replace(/[\d\W_]+/g, '');

function isGuessedFirst(text: string): boolean {
  const bare = undecorated(text);
  if (bare !== '' && COMMON_PASSWORDS.has(bare)) return true;
  const unit = repeatedUnit(text);
  if (unit.length <= 4 || COMMON_PASSWORDS.has(undecorated(unit))) return true;
  return ROWS.some((row) => row.includes(text) || row.includes(unit));
}

const LETTER = /[^\d\W_]/;

/** Without whatever a leet speller or a rule of three kinds of characters puts around a word. */
function undecorated(text: string): string {
  const units = text.split('');
  const first = units.findIndex((unit) => LETTER.test(unit));
  return first < 0 ? '' : text.slice(first, units.findLastIndex((unit) => LETTER.test(unit)) + 1);
}

/** The shortest text that the whole is a repetition of; the whole when it is none. */
function repeatedUnit(text: string): string {
  const at = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, at);
}
