import { createDataSource, type ServiceManifest } from '@throughline/platform';

/**
 * What TypeORM would change for the entities to match the tables: columns that lack, differ or are too many.
 * Names of constraints and indexes are the migrations' own affair. An empty list is a match.
 */
export async function schemaDrift(manifest: ServiceManifest, ownerUrl: string): Promise<string[]> {
  const dataSource = await createDataSource(manifest, {
    url: ownerUrl,
    poolSize: 1,
    applicationName: 'schema-drift',
  }).initialize();
  try {
    const log = await dataSource.driver.createSchemaBuilder().log();
    return log.upQueries
      .map((query) => query.query)
      .filter(
        (sql) => /^(CREATE TABLE|ALTER TABLE .* (ADD|DROP|ALTER) (COLUMN )?")/.test(sql) && !/CONSTRAINT/.test(sql),
      );
  } finally {
    await dataSource.destroy();
  }
}
