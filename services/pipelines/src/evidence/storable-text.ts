/** Neither NUL nor half of a surrogate pair, which the database does not take. */
export const STORABLE = /^(?:[^\0\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*$/;

/** Options of `@Matches(STORABLE, …)`. */
export const storable = (field: string): { message: string } => ({
  message: `${field} must be text without null bytes`,
});
