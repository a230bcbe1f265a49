import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLoad } from './first-load.ts';
import { memoryOf } from './memory.ts';

// `node tools/measure/main.ts [data folder]`: the figures of docs/measured.md from an installation that is running.
const dataDir = process.argv[2] ?? join(import.meta.dirname, '../../.data');
const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const { url } = JSON.parse(readFileSync(join(dataDir, 'ready.json'), 'utf8')) as { url: string };

console.table(memoryOf(dataDir).map(({ name, pssMb }) => ({ process: name, 'PSS MB': Math.round(pssMb) })));
const { path, scriptKb, styleKb } = await firstLoad(url, '/sign-in', chromiumPath);
console.table([{ page: path, 'JS kB': Math.round(scriptKb), 'CSS kB': Math.round(styleKb) }]);
