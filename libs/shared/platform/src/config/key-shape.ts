import { z } from 'zod';

const isKey = (text: string): boolean => Buffer.from(text, 'base64').length === 32;

/** A key-encryption key: 32 bytes in base64. */
export const kek = z.string().refine(isKey, 'expected 32 bytes in base64');

/** Earlier ones, newest first, separated by commas: what they wrapped stays readable until it is re-wrapped. */
export const previousKeks = z
  .string()
  .refine((text) => text.split(',').every((key) => isKey(key.trim())), 'expected keys of 32 bytes in base64')
  .optional();
