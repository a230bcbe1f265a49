import published from '../../../../../public/schemas/pipeline.v1.json' with { type: 'json' };
import type { Schema } from './pipeline-schema.js';

/** The schema of pipeline files that this installation publishes at /schemas/pipeline.v1.json. */
export const PUBLISHED_SCHEMA: Schema = published as unknown as Schema;
