import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mutate } from './mutation.js';
import { MUTATIONS } from './mutations.js';

const ROOT = resolve(__dirname, '../..');

describe('the table of mutations', () => {
  it.each(MUTATIONS)('finds the place of "$name"', (mutation) => {
    const sound = readFileSync(join(ROOT, mutation.file), 'utf8');
    expect(mutate(sound, mutation)).not.toBe(sound);
  });
});
