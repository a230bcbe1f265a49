/** Another worker holds the deployment by now; whoever meets this stops without another write. */
export class LeaseLost extends Error {
  constructor() {
    super('another worker took the deployment over');
  }
}
