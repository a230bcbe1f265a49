/** 1 to 255 visible ASCII characters. */
export const KEY_PATTERN = /^[\x21-\x7e]{1,255}$/;

/** True when the text can be an idempotency key. */
export function isKeyText(text: string): boolean {
  return KEY_PATTERN.test(text);
}
