import { quote } from './output-tail.js';

describe('quote', () => {
  it('takes the last eight lines', () => {
    const output = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
    expect(quote(`${output}\n`, [])).toBe('line 12\nline 13\nline 14\nline 15\nline 16\nline 17\nline 18\nline 19');
  });
  it('is bounded', () => expect(quote('x'.repeat(9_000), [])).toHaveLength(1_500));
  it('masks the values of secrets', () => expect(quote('token=s3cr3t-value', ['s3cr3t-value', 'e'])).toBe('token=***'));
  it('drops what moves a terminal', () => expect(quote('\u001b[31mred\u0007\r', [])).toBe('red'));
});
