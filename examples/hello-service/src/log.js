/** One JSON line on stdout; the platform ships it with its level and fields. */
export function log(level, message, fields = {}) {
  process.stdout.write(`${JSON.stringify({ level, message, ...fields })}\n`);
}
