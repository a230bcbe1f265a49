import { formsOf } from '@throughline/kernel';
import { randomBytes } from 'node:crypto';

/** A secret that exists nowhere else: where it is found, in whatever form, a secret has leaked. */
export class Canary {
  readonly value: string;
  private readonly forms: string[];

  constructor(readonly plantedAt: string) {
    this.value = `cnry/${randomBytes(12).toString('base64url')}+x`;
    this.forms = formsOf(this.value).map((form) => form.toString('latin1'));
  }

  isIn(text: string): boolean {
    const bytes = Buffer.from(text, 'utf8').toString('latin1');
    return this.forms.some((form) => bytes.includes(form));
  }
}
