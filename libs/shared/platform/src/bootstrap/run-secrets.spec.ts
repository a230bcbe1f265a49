import { parseCommand } from './run-secrets.js';

const ORG = '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11';

describe('the command line of the job on secrets', () => {
  it.each([
    ['rewrap', { name: 'rewrap', orgId: undefined }],
    [`rotate --org ${ORG.toUpperCase()}`, { name: 'rotate', orgId: ORG }],
    ['rotate --org installation', { name: 'rotate', orgId: null }],
    ['rotate --org all', { name: 'rotate', orgId: undefined }],
    ['reseal', { name: 'reseal', orgId: undefined }],
  ])('reads %s', (text, command) => expect(parseCommand(text.split(' '))).toEqual(command));

  it.each(['', 'rotate', 'rewrap now', 'delete', 'rotate --org acme', 'rotate --organization x'])(
    'refuses "%s"',
    (text) => expect(() => parseCommand(text.split(' '))).toThrow(),
  );
});
