/** The call was not made: the other side failed too often. */
export class LinkRestingError extends Error {
  override name = 'LinkRestingError';
}
