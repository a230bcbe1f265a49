// `node infra/compose/make-secrets.mjs`: what docker-compose.yml mounts from ./secrets, made once and kept.
import { join } from 'node:path';
import { makeSecretFiles } from './secret-files.mjs';

const folder = join(import.meta.dirname, '../../secrets');
const made = makeSecretFiles(folder);
console.log(made.length === 0 ? 'Every secret is there.' : `Made in ${folder}: ${made.join(', ')}`);
