import { formsOf, newId } from '@throughline/kernel';

/** The secrets that a run has used, and where they turn up. */
export class Secrets {
  private readonly known: { what: string; forms: string[] }[] = [];

  /** Makes a secret that exists nowhere else. */
  plant(what: string): string {
    return this.know(what, `cnry/${newId()}+x`);
  }

  /** Takes note of one that the product has made. */
  know(what: string, secret: unknown): string {
    if (typeof secret !== 'string' || secret.length < 16) throw new Error(`${what} is no secret: ${String(secret)}`);
    this.known.push({ what, forms: formsOf(secret).map((form) => form.toString('utf8')) });
    return secret;
  }

  get count(): number {
    return this.known.length;
  }

  /** Which of them are in the text, in any form. */
  in(text: string, where: string): string[] {
    const found = this.known.filter(({ forms }) => forms.some((form) => text.includes(form)));
    return found.map(({ what }) => `${what} is in ${where}`);
  }
}
