import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 12;
const SECRET_LENGTH = 43; // 62^43 > 2^256
const CHECKSUM_LENGTH = 6; // 62^6 > 2^32
const SHAPE = /^(tlk_(?:ingest|user|service)_[0-9A-Za-z]{12})([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** Whose a key is: a source of logs, a person, a service account. */
export const KEY_HOLDERS = ['ingest', 'user', 'service'] as const;
export type KeyHolder = (typeof KEY_HOLDERS)[number];

/** What every key of ours begins with, so that secret scanners and people know one when they see it. */
export const API_KEY_MARK = 'tlk_';

/** A new key: `tlk_<holder>_` + 12 characters by which it is looked up + 256 random bits + a checksum. */
export function newApiKey(holder: KeyHolder): { text: string; prefix: string } {
  const prefix = `tlk_${holder}_${base62(randomBytes(9), ID_LENGTH + 1).slice(-ID_LENGTH)}`;
  const body = prefix + base62(randomBytes(32), SECRET_LENGTH);
  return { text: body + checksum(body), prefix };
}

/** The prefix of a well-formed key; undefined for a text with a typing error, which then needs no look-up. */
export function readApiKey(text: string): { prefix: string } | undefined {
  const match = SHAPE.exec(text);
  const prefix = match?.[1];
  if (!match || !prefix || checksum(text.slice(0, -CHECKSUM_LENGTH)) !== match[3]) return undefined;
  return { prefix };
}

function checksum(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return base62(bytes, CHECKSUM_LENGTH);
}

function base62(bytes: Buffer, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let i = 0; i < length; i++) {
    text = ALPHABET.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}
