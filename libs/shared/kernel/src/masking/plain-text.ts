/* eslint-disable no-control-regex -- control characters are what these rules are about */
// CSI and OSC sequences whole, then any other escape with the byte that follows it.
const ANSI =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]?|\u009b[0-?]*[ -/]*[@-~]/g;
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const SUSPECT = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/* eslint-enable no-control-regex */

/**
 * Text from a user as our own logs may hold it: without terminal escapes, C0 and C1 controls, and the marks that turn
 * the reading direction, so that nobody can forge a line or hide one. Line breaks and tabs stay; JSON escapes them.
 */
export function plainText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replaceAll(ANSI, '').replaceAll(CONTROL, '').replaceAll(BIDI, '');
}
