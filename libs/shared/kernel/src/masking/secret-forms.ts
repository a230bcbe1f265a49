/** Shorter values are not masked: they would turn up in ordinary words, and what is left would spell them. */
export const MIN_SECRET_LENGTH = 8;

const NOT_IN_A_COMPONENT = /[!'()*]/g;

/**
 * Every spelling of a secret that the masks look for, as bytes: the value itself, trimmed, and each line of it that
 * is long enough; each of those raw, JSON-escaped (plain, ASCII only, HTML-safe, `\/`), URL-encoded (component,
 * RFC 3986, path, form; hex digits in both cases), in hex (both cases) and in base64 and base64url at each of the
 * three offsets at which it can lie in a longer text. What is not among them is in the README beside this file.
 */
export function formsOf(secret: string): Buffer[] {
  const texts = new Set<string>();
  for (const value of valuesOf(secret)) {
    texts.add(value);
    for (const form of [...jsonForms(value), ...urlForms(value), ...hexForms(value), ...base64Forms(value)]) {
      texts.add(form);
    }
  }
  return [...texts].map((text) => Buffer.from(text, 'utf8'));
}

/** The value, and what of it may be printed by itself; without the ones that are too short. */
function valuesOf(secret: string): string[] {
  const whole = secret.toWellFormed();
  const parts = [whole, whole.trim(), whole.replaceAll(/\r\n?/g, '\n'), whole.replaceAll(/\r\n?|\n/g, '\r\n')];
  const lines = whole.split(/[\r\n]/).flatMap((line) => [line, line.trim()]);
  return [...new Set([...parts, ...lines])].filter((value) => value.length >= MIN_SECRET_LENGTH);
}

function jsonForms(value: string): string[] {
  const plain = JSON.stringify(value).slice(1, -1);
  const htmlSafe = escapeUnits(plain, /[<>&\u2028\u2029]/g);
  return [plain, plain.replaceAll('/', '\\/'), escapeUnits(plain, /[^ -~]/g), htmlSafe];
}

/** As `\uXXXX`, one for each UTF-16 unit. */
function escapeUnits(text: string, units: RegExp): string {
  return text.replaceAll(units, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function urlForms(value: string): string[] {
  const component = encodeURIComponent(value);
  const strict = component.replaceAll(NOT_IN_A_COMPONENT, percent);
  const path = strict.replaceAll('%2F', '/');
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  return [component, strict, path, form].flatMap((text) => [text, text.replaceAll(/%../g, (hex) => hex.toLowerCase())]);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function hexForms(value: string): string[] {
  const hex = Buffer.from(value, 'utf8').toString('hex');
  return [hex, hex.toUpperCase()];
}

/** The characters that the value alone decides; up to one more at each end holds a few of its bits. */
function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const decided = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [decided, decided.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
