/** Injection token of the service's manifest. */
export const MANIFEST = Symbol('MANIFEST');
