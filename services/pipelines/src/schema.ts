import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipelineSchema } from './definitions/schema/pipeline-schema.js';

// Where the gateway serves it from, beside the web app.
const PUBLISHED = join(import.meta.dirname, '../../../web/public/schemas/pipeline.v1.json');

writeFileSync(PUBLISHED, `${JSON.stringify(pipelineSchema(), null, 2)}\n`);
