import type { Consumer } from '@throughline/contracts';

const statements = new Map<string, string>();

/**
 * The statement that appends events of one type, each of another aggregate: $1 their ids, $2 organizations, $3 and $4
 * aggregates, $5 data as JSON, $6 traceparents, $7 the type and $8 its version.
 *
 * Aggregates are counted up each under its row's lock, taken in one order. A consumer does not read every event of an
 * aggregate, so what an event follows, "the one before", is counted for each of them apart: `last_of` has the version of
 * the event before and of the last one, by consumer. They are written out, because to ask for them by row costs more
 * than the rest of the row.
 */
export function appendStatement(consumers: readonly Consumer[]): string {
  const known = statements.get(consumers.join());
  if (known !== undefined) return known;
  const statement = written(consumers);
  statements.set(consumers.join(), statement);
  return statement;
}

const written = (consumers: readonly Consumer[]): string => `WITH d AS (
    SELECT id, org_id, aggregate, aggregate_id, payload, traceparent
      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])
        AS d (id, org_id, aggregate, aggregate_id, payload, traceparent)),
  numbered AS (
    INSERT INTO aggregate_version AS a (aggregate, aggregate_id, org_id, version, last_of)
    SELECT aggregate, aggregate_id, org_id, 1, '${JSON.stringify(Object.fromEntries(consumers.map((name) => [name, [0, 1]])))}'
      FROM d ORDER BY org_id, aggregate, aggregate_id
    ON CONFLICT (org_id, aggregate, aggregate_id) DO UPDATE
      SET version = a.version + 1,
          last_of = a.last_of || ${objectOf(consumers, (name) => `jsonb_build_array(${versionOf('a.last_of', name, 1)}, a.version + 1)`)}
    RETURNING org_id, aggregate, aggregate_id, version, last_of)
  INSERT INTO outbox (id, org_id, aggregate, aggregate_id, version, follows, payload, traceparent, type, type_version)
  SELECT d.id, org_id, aggregate, aggregate_id, version,
      ${objectOf(consumers, (name) => versionOf('last_of', name, 0))}, d.payload::jsonb, d.traceparent, $7, $8
    FROM d JOIN numbered USING (org_id, aggregate, aggregate_id)`;

const objectOf = (consumers: readonly Consumer[], value: (name: Consumer) => string): string =>
  `jsonb_build_object(${consumers.flatMap((name) => [`'${name}'`, value(name)]).join(', ')})`;

const versionOf = (lastOf: string, name: Consumer, at: 0 | 1): string =>
  `coalesce((${lastOf} -> '${name}' ->> ${at})::int, 0)`;
