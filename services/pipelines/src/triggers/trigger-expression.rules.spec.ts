import { callScope, forgeScope } from './told.rules.js';
import { expressionProblem, valueOf } from './trigger-expression.rules.js';

const BODY = JSON.parse(
  '{"image": {"tag": "1.4", "digests": ["a", "b"]}, "dry": true, "run": 7, "share": 0.5, "none": null, "__proto__": {"x": 1}}',
) as unknown;

describe('an expression over the body of a call', () => {
  it.each([
    ['body.image.tag', '1.4'],
    ['body.image.digests[1]', 'b'],
    ['"v" + body.image.tag', 'v1.4'],
    ['has(body.ref) ? body.ref : "main"', 'main'],
    ['body.dry', true],
    ['body.run', 7],
    ['body.share', 0.5],
    ['int(body.run) + 1', 8],
    ['body.image.tag == "1.4"', true],
    ['body.image.tag.matches("^1")', true],
    ['body.none', undefined],
  ])('gives what %s is', (text, value) => {
    expect(expressionProblem(text, 'string', callScope)).toBeUndefined();
    expect(valueOf(text, { body: BODY })).toEqual({ value });
  });

  it.each([
    ['body.image', /neither text nor a number/],
    ['body.nothing.there', /nothing/],
    ['body.constructor', /constructor/],
    ['body.toString', /toString/],
    ['body.image.tag + 1', /./],
    ['int(body.image.tag)', /./],
  ])('tells why %s gives none', (text, words) => {
    const got = valueOf(text, { body: BODY });
    expect(got).toEqual({ trouble: expect.stringMatching(words) as string });
  });

  it.each([null, 7, 'text', []])('finds nothing in a body that is %j', (body) => {
    expect(valueOf('body.image.tag', { body })).toHaveProperty('trouble');
  });

  it.each([
    ['body.', 'string', /cannot be read/],
    ['headers.host', 'string', 'there is no headers; an expression speaks of body, and a text stands in quotes'],
    ['body.a.map(x, x)', 'string', 'an expression has no loops'],
    ['body.a.all(x, x > 1)', 'boolean', 'an expression has no loops'],
    ['[body.a]', 'string', 'the expression gives a list, and the input is a string'],
    ['body.a > 1', 'number', 'the expression gives a truth value, and the input is a number'],
    ['1.5', 'boolean', 'the expression gives a number, and the input is a boolean'],
    ['size(body.a, 1)', 'number', /cannot be used/],
    ['nope(body.a)', 'number', 'there is no function nope'],
    ['"' + 'a'.repeat(500) + '"', 'string', /at most 500/],
  ] as const)('is refused where it never does: %s for a %s', (text, type, words) => {
    expect(expressionProblem(text, type, callScope)).toMatch(words);
  });

  it.each([
    ['string(body.a)', 'number'],
    ['size(body.a)', 'string'],
    ['body.a == null', 'boolean'],
    ['body["a"]', 'boolean'],
  ] as const)('may do where it may: %s for a %s', (text, type) => {
    expect(expressionProblem(text, type, callScope)).toBeUndefined();
  });
});

describe('an expression over what a forge says', () => {
  it.each([
    ['branch', 'branch', 'string'],
    ['branch', 'commit.sha + " by " + commit.author', 'string'],
    ['branch', 'branch == "main" ? "live" : "dev"', 'string'],
    ['branch', '"live"', 'string'],
    ['branch', '3', 'number'],
    ['branch', 'true', 'boolean'],
    ['tag', 'tag.startsWith("v")', 'boolean'],
    ['pull_request', 'pullRequest.number', 'number'],
    ['pull_request', 'pullRequest.fork', 'boolean'],
    ['pull_request', '"pr-" + string(pullRequest.number) + pullRequest.source + pullRequest.title', undefined],
  ] as const)('may do in a rule for a %s: %s', (target, text, type) => {
    expect(expressionProblem(text, type, forgeScope(target))).toBeUndefined();
  });

  it.each([
    [
      'branch',
      'live',
      'string',
      'there is no live; an expression speaks of ref, branch, commit, and a text stands in quotes',
    ],
    ['branch', 'tag', 'string', /^there is no tag;/],
    ['tag', 'branch', undefined, /speaks of ref, tag, commit/],
    ['branch', 'body.tag', 'string', /^there is no body;/],
    ['tag', 'pullRequest.number', 'number', /^there is no pullRequest;/],
    ['branch', 'commit.branch', 'string', 'commit has no branch; it has sha, message, author, email'],
    ['pull_request', 'pullRequest.label', undefined, /^pullRequest has no label;/],
    ['pull_request', 'pullRequest.number', 'boolean', /gives a whole number, and the input is a boolean/],
    ['pull_request', 'pullRequest.number + "x"', undefined, /cannot be used/],
    ['branch', 'commit', 'string', /gives a mapping/],
  ] as const)('is refused in a rule for a %s: %s', (target, text, type, words) => {
    expect(expressionProblem(text, type, forgeScope(target))).toMatch(words);
  });
});
