import { ByteAutomaton } from './byte-automaton.js';
import { MaskingStream } from './masking-stream.js';
import { formsOf, MIN_SECRET_LENGTH } from './secret-forms.js';

/** Replaces secrets by `***` wherever they stand, in each of their forms (see `formsOf`). Immutable and shareable. */
export class Masker {
  /** Values that are not masked because they have fewer than 8 characters. */
  readonly tooShort: number;
  private readonly automaton: ByteAutomaton | undefined;

  constructor(secrets: Iterable<string>) {
    const values = [...new Set(secrets)];
    const usable = values.filter((value) => value.length >= MIN_SECRET_LENGTH);
    this.tooShort = values.length - usable.length;
    this.automaton = usable.length > 0 ? new ByteAutomaton(usable.flatMap(formsOf)) : undefined;
  }

  /** The text without the secrets; the same text when it holds none. */
  maskText(text: string): string {
    if (!this.automaton || text.length < MIN_SECRET_LENGTH) return text;
    const stream = new MaskingStream(this.automaton);
    const masked = Buffer.concat([stream.push(Buffer.from(text, 'utf8')), stream.end()]);
    return stream.masks === 0 ? text : masked.toString('utf8');
  }

  /** Every string in the value masked, names of members too. For JSON-like values; anything else is left as it is. */
  maskValue(value: unknown): unknown {
    if (typeof value === 'string') return this.maskText(value);
    if (Array.isArray(value)) return value.map((item) => this.maskValue(item));
    if (typeof value !== 'object' || value === null) return value;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [this.maskText(name), this.maskValue(member)]),
    );
  }

  /** For bytes that arrive in chunks; one for each stream of them. */
  stream(): MaskingStream {
    return new MaskingStream(this.automaton);
  }
}
