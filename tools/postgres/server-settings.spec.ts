import { asSocketFolder, serverArguments } from './server-settings.ts';

const settings = { port: 5433, clusterName: 'c', durable: true };
const socketOf = (list: string[]): string | undefined =>
  list.find((argument) => argument.startsWith('unix_socket_directories='));

describe('the command line of a server', () => {
  it('has a socket where a folder is given, and none by default', () => {
    expect(socketOf(serverArguments('/data', settings))).toBe('unix_socket_directories=');
    expect(socketOf(serverArguments('/data', { ...settings, socketFolder: '/run/x' }))).toBe(
      'unix_socket_directories=/run/x',
    );
  });

  it('gives up what a crash may cost only where nobody is to keep anything', () => {
    expect(serverArguments('/data', settings)).toContain('fsync=on');
    expect(serverArguments('/data', { ...settings, durable: false })).toContain('fsync=off');
  });
});

it.each([
  ['/dev/shm/x/postgres', true],
  [`/${'a'.repeat(79)}`, true],
  [`/${'a'.repeat(80)}`, false],
  [`/${'ä'.repeat(40)}`, false],
])('a socket in %s can be: %s', (folder, can) => {
  expect(asSocketFolder(folder)).toBe(can ? folder : undefined);
});
