import { describe, expect, it } from 'vitest';
import { repositoryName, stackWords, sureness } from './project-words.js';

const stack = {
  language: 'Go',
  framework: null,
  buildTool: 'Go modules',
  confidence: 0.85,
  commitSha: null,
  detectedAt: '',
};

describe('the words of a project', () => {
  it('leaves out what is not known', () => {
    expect(stackWords(stack)).toBe('Go · Go modules');
    expect(stackWords({ ...stack, language: null, buildTool: null })).toBe('nothing recognized');
    expect(sureness(stack)).toBe('85 % sure');
  });

  it('names a repository with its owner, where it has one', () => {
    expect(repositoryName({ owner: 'group/sub', name: 'app' })).toBe('group/sub/app');
    expect(repositoryName({ owner: null, name: 'hello' })).toBe('hello');
  });
});
