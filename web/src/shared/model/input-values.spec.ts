import { describe, expect, it } from 'vitest';
import { fieldName, inputValues } from './input-values.js';

const INPUTS = [
  { name: 'version', type: 'string' },
  { name: 'count', type: 'number' },
  { name: 'dryRun', type: 'boolean' },
] as const;

function form(entries: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(entries)) data.set(fieldName(name), value);
  return data;
}

describe('inputValues', () => {
  it('takes each by its type', () =>
    expect(inputValues(INPUTS, form({ version: ' 1.2 ', count: '3', dryRun: 'on' }))).toEqual({
      ...{ version: '1.2', count: 3, dryRun: true },
    }));

  it('leaves out what is empty, and takes a box that is not ticked for no', () =>
    expect(inputValues(INPUTS, form({ version: '', count: '' }))).toEqual({ dryRun: false }));
});
