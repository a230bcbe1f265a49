import { describe, expect, it } from 'vitest';
import type { PipelineSecretResponse, VariableResponse } from '../../../shared/api/generated/types.gen.js';
import { isOverriddenFor, listQuery, originWords, overrideWords, readValueSearch } from './named-value.js';

const PROJECTS = new Map([
  ['p1', 'Shop'],
  ['p2', 'Search'],
  ['p3', 'Billing'],
]);
const base = { id: 'i', name: 'REGION', version: 1, setByName: 'Ada', setAt: '', createdAt: '' };
const variable = (more: Partial<VariableResponse> = {}): VariableResponse => ({
  ...{ ...base, level: 'organization', projectId: null, overrides: false, overriddenIn: [], value: 'eu' },
  ...more,
});
const secret = (projectIds: string[] | null): PipelineSecretResponse => ({
  ...{ ...base, level: 'organization', projectId: null, overrides: false, overriddenIn: [], projectIds },
});

describe('a named value', () => {
  it('says where it comes from', () => {
    expect(originWords(variable(), PROJECTS)).toBe('All projects');
    expect(originWords(variable({ projectId: 'p1', level: 'project' }), PROJECTS)).toBe('Shop');
    expect(originWords(secret(null), PROJECTS)).toBe('All projects');
    expect(originWords(secret([]), PROJECTS)).toBe('No project');
    expect(originWords(secret(['p1', 'p2']), PROJECTS)).toBe('Shop and Search');
    expect(originWords(secret(['p1', 'p2', 'p3']), PROJECTS)).toBe('Shop, Search and 1 more');
    expect(originWords(secret(['gone']), PROJECTS)).toBe('another project');
  });

  it('says what takes its place', () => {
    expect(overrideWords(variable(), PROJECTS)).toBeUndefined();
    expect(overrideWords(variable({ overriddenIn: ['p2'] }), PROJECTS)).toBe('but Search');
    expect(overrideWords(variable({ overrides: true }), PROJECTS)).toBe('in place of the organization’s');
    expect(isOverriddenFor(variable({ overriddenIn: ['p2'] }), 'p2')).toBe(true);
    expect(isOverriddenFor(variable({ overriddenIn: ['p2'] }), 'p1')).toBe(false);
    expect(isOverriddenFor(variable({ overriddenIn: ['p2'] }), undefined)).toBe(false);
  });

  it('is asked for by what the address says', () => {
    expect(listQuery(undefined)).toEqual({});
    expect(listQuery('organization')).toEqual({ level: 'organization' });
    expect(listQuery('p1')).toEqual({ availableTo: 'p1' });
    expect(readValueSearch({ tab: 'nothing', of: 7 })).toEqual({ tab: undefined, of: '7' });
  });
});
