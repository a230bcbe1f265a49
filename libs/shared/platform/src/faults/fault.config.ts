/** The fault point that a test chose; none in production, whatever the environment says. */
export function chosenFault(): string {
  return process.env['NODE_ENV'] === 'production' ? '' : (process.env['FAULT_POINT'] ?? '');
}
