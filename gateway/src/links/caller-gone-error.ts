/** The caller left before the answer began. No fault of the upstream's. */
export class CallerGoneError extends Error {
  override name = 'CallerGoneError';
}
