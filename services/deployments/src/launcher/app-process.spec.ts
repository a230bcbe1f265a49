import type { LaunchSpec } from './launch-spec.js';
import { startApp } from './app-process.js';

const SECRET = 'launcher-canary/1';

describe('startApp', () => {
  it('masks the secrets of the app in both of its streams, however it cuts and prints them', async () => {
    const script = `
      const [half, rest] = [process.env.TOKEN.slice(0, 7), process.env.TOKEN.slice(7)];
      process.stdout.write('token=' + half);
      setTimeout(() => {
        console.log(rest);
        console.error(Buffer.from(process.env.TOKEN).toString('base64'));
      }, 50);`;
    const spec: LaunchSpec = {
      deploymentId: 'd',
      serviceSlug: 's',
      command: [process.execPath, '-e', script],
      workingDirectory: '/',
      environment: { TOKEN: SECRET },
      secrets: [SECRET],
      port: 0,
      recordFile: '',
      outputFile: '',
      ingest: null,
    };
    const lines: string[] = [];
    await startApp(spec, (line, stream) => lines.push(`${stream}: ${line}`)).ended;
    expect(lines).toContain('stdout: token=***');
    expect(lines.find((line) => line.startsWith('stderr'))).toMatch(/^stderr: \*\*\*/);
    expect(lines.join()).not.toMatch(/canary|bGF1bmNo/);
  });
});
