import { redactKeys } from './redact-keys.js';

describe('redactKeys', () => {
  it.each([
    [
      { password: 'x', nested: [{ 'X-Api-Key': 'y' }] },
      { password: '[redacted]', nested: [{ 'X-Api-Key': '[redacted]' }] },
    ],
    [
      { headers: { authorization: 'Bearer x', 'set-cookie': ['a=b'] } },
      { headers: { authorization: '[redacted]', 'set-cookie': '[redacted]' } },
    ],
    [{ secrets: { A: 'x', B: 'y' } }, { secrets: { A: '[redacted]', B: '[redacted]' } }],
    [
      { secrets: ['A', 'B'], secret: true, tokens: 7, token: null },
      { secrets: ['A', 'B'], secret: true, tokens: 7, token: null },
    ],
    [
      { tokenId: '7', name: 'secretary' },
      { tokenId: '7', name: 'secretary' },
    ],
    ['text', 'text'],
    [undefined, undefined],
  ])('%j becomes %j', (value, redacted) => expect(redactKeys(value)).toEqual(redacted));

  it('ends on values without a bottom', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(JSON.stringify(redactKeys(loop))).toContain('[redacted]');
  });
});
