import { exampleCommit } from '@throughline/contracts';
import type { RuleTarget } from '../repositories/branch.rules.js';
import { forgeScope, type Told, toldOfBranch, toldOfRequest, toldOfTag } from './told.rules.js';
import { valueOf } from './trigger-expression.rules.js';

const request = { number: 7, source: 'topic', target: 'main', title: 'Greet ${{ secrets.KEY }}', fork: true };
const TOLD: Record<RuleTarget, Told> = {
  branch: toldOfBranch('release/1', exampleCommit),
  tag: toldOfTag('v1', exampleCommit),
  pull_request: toldOfRequest('refs/pull/7/head', request, exampleCommit),
};

describe('what a forge says', () => {
  it.each(Object.entries(TOLD))('of a %s is what its rule may speak of', (target, told) => {
    const scope = forgeScope(target as RuleTarget);
    expect(Object.keys(told).sort()).toEqual([...scope.keys()].sort());
    for (const [name, type] of scope)
      if (type.kind === 'record')
        expect(Object.keys(told[name as 'commit'] as object).sort()).toEqual([...type.fields.keys()].sort());
  });

  it.each([
    ['branch', 'ref', 'refs/heads/release/1'],
    ['branch', 'branch', 'release/1'],
    ['branch', 'commit.sha', exampleCommit.sha],
    ['branch', 'commit.message', 'fix: greet by name'],
    ['tag', 'ref', 'refs/tags/v1'],
    ['tag', 'tag', 'v1'],
    ['tag', 'commit.author', 'Ada Lovelace'],
    ['tag', 'commit.email', 'ada@example.org'],
    ['pull_request', 'ref', 'refs/pull/7/head'],
    ['pull_request', 'pullRequest.number', 7],
    ['pull_request', '"pr-" + string(pullRequest.number)', 'pr-7'],
    ['pull_request', 'pullRequest.source + " into " + pullRequest.target', 'topic into main'],
    ['pull_request', 'pullRequest.fork', true],
    // A text is a text, whatever stands in it.
    ['pull_request', 'pullRequest.title', 'Greet ${{ secrets.KEY }}'],
  ] as const)('of a %s gives %s', (target, text, value) => expect(valueOf(text, TOLD[target])).toEqual({ value }));

  it.each(['branch', 'body', 'pullRequest.title'])('of a tag has no %s, and says so', (text) =>
    expect(valueOf(text, TOLD.tag)).toHaveProperty('trouble'),
  );

  it('leaves an input to its default where the forge said nothing', () => {
    const told = toldOfRequest('refs/pull/7/head', { ...request, title: null, source: null }, exampleCommit);
    expect(valueOf('pullRequest.title', told)).toEqual({ value: undefined });
    expect(valueOf('"a " + pullRequest.title', told)).toHaveProperty('trouble');
  });

  it('has no more of a message than an input holds, and no half characters', () => {
    const message = `${'x'.repeat(1_999)}\u{1f600}`;
    expect(valueOf('commit.message', toldOfBranch('main', { ...exampleCommit, message }))).toEqual({
      value: `${'x'.repeat(1_999)}\ufffd`,
    });
  });
});
