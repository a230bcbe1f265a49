import { ago } from './ids.mjs';

const COMMANDS = { 1: 'npm ci --prefer-offline', 64: 'npm run build', 130: 'npm test -- --reporter=dot' };

/** A log of 420 lines of three commands, with colours and one error in the last; that of `package` is of one text, which says no commands. */
export function nodeLog(fromLine = 1, limit = 500, { isRunning = false, nodeKey = '' } = {}) {
  const says = nodeKey === 'package' ? {} : COMMANDS;
  const text = (line) => {
    if (line in says) return `$ ${says[line]}`;
    if (line === 212) return '\u001b[31mError: expected 200, got 500\u001b[0m';
    if (line > 212 && line < 218) return `    at checkout (src/pay.ts:${line}:14)`;
    return line % 9 === 0
      ? `\u001b[32m✓\u001b[0m pays with card number ${line} \u001b[2m(${line % 40} ms)\u001b[0m`
      : `loading fixture ${line} of 420 from ./fixtures/orders-${line}.json`;
  };
  const lines = Array.from(
    { length: Math.max(0, Math.min(limit, 421 - fromLine)) },
    (_, index) => fromLine + index,
  ).map((line) => ({
    line,
    at: ago(3, 60 - line / 8),
    stream: streamOf(line, says),
    text: text(line),
  }));
  return { lines, nextLine: fromLine + lines.length, complete: !isRunning, truncated: false, removed: false };
}

function streamOf(line, says) {
  if (line in says) return 'system';
  return line >= 212 && line < 218 ? 'stderr' : 'stdout';
}
