/**
 * SQL for "is one of the ids in the parameter", as `= ANY($1)` is. A prepared statement with that one is planned anew each
 * time, because PostgreSQL sees how few there are and hopes for a better plan; behind a subquery it does not, and keeps the
 * plan that it has. For statements with a parameter that come often and whose plan does not depend on how many there are.
 */
export const anyOf = (parameter: `$${number}`): string => `ANY((SELECT ${parameter}::uuid[])::uuid[])`;
