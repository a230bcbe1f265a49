/**
 * Thrown by a handler that cannot know whether its effect came about (a call to a peer that broke off). The handler's
 * `reconcile` is asked before it runs again; a handler without one leaves the decision to a person.
 */
export class UnknownOutcome extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnknownOutcome';
  }
}
