import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

// What runs in production and nothing else; the time stamps are fixed so that the same commit gives the same digest.
mkdirSync('dist', { recursive: true });
const fixed = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--use-compress-program=gzip -n'];
execFileSync('tar', [...fixed, '-cf', 'dist/hello-service.tgz', 'package.json', 'src']);
process.stdout.write('packaged dist/hello-service.tgz\n');
