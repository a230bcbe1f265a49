import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HTTP_CLIENTS } from './http-clients.ts';

const ROOT = join(__dirname, '../..');

describe('the list of HTTP clients', () => {
  it.each(Object.keys(HTTP_CLIENTS))('%s is there', (file) => expect(existsSync(join(ROOT, file))).toBe(true));

  it('gives each its reason', () =>
    expect(Object.values(HTTP_CLIENTS).filter((reason) => reason.trim().length < 10)).toEqual([]));
});
