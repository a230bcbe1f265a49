import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** A build for production holds no way to kill it: compiled like the image's, stripped, and read. */
describe('the platform as the image has it', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-strip-'));
    const copy = join(folder, 'libs/shared/platform');
    for (const part of ['src', 'package.json', 'tsconfig.json'])
      cpSync(join(ROOT, 'libs/shared/platform', part), join(copy, part), { recursive: true });
    for (const part of ['kernel', 'contracts'])
      symlinkSync(join(ROOT, 'libs/shared', part), join(folder, 'libs/shared', part));
    cpSync(join(ROOT, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    symlinkSync(join(ROOT, 'libs/shared/platform/node_modules'), join(copy, 'node_modules'));
    const tsc = join(ROOT, 'node_modules/typescript7/bin/tsc');
    execFileSync(process.execPath, [tsc, '-p', join(copy, 'tsconfig.json')], { stdio: 'pipe' });
    const tool = join(ROOT, 'infra/image/strip-fault-points.mjs');
    execFileSync(process.execPath, [tool, copy], { stdio: 'pipe' });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const compiled = (): string[] => {
    const dist = join(folder, 'libs/shared/platform/dist');
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    return files.map((name) => join(dist, name));
  };

  it('has no fault point and nothing that reads one', () => {
    expect(compiled().length).toBeGreaterThan(80);
    const left = compiled().filter((file) => /\bfp\(|FAULT_POINT|FAULT_SEED|faults\//.test(readFileSync(file, 'utf8')));
    expect(left).toEqual([]);
  });

  it('still loads', () => {
    const entry = join(folder, 'libs/shared/platform/dist/index.js');
    const program = `import(${JSON.stringify(entry)}).then((m) => process.stdout.write(String('fp' in m) + typeof m.Relay))`;
    expect(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' })).toBe('falsefunction');
  });
});
