import { belongsTo } from './cluster-processes.ts';

const NAME = 'throughline-1e68-1a7yh';

describe('belongsTo', () => {
  it.each([
    ['the server', `/a b/bin/postgres\0-D\0/x/data\0-c\0port=5433\0-c\0cluster_name=${NAME}\0`],
    ['a backend', `postgres: ${NAME}: svc_billing throughline 127.0.0.1(35856) idle\0`],
  ])('knows %s', (_, commandLine) => expect(belongsTo(NAME, commandLine)).toBe(true));

  it.each([
    ['another cluster', `/bin/postgres\0-D\0/x/data\0-c\0cluster_name=${NAME}2\0`],
    ['a backend of another', `postgres: ${NAME}2: checkpointer\0`],
    ['somebody who looks for it', `grep\0cluster_name=${NAME}\0`],
    ['a kernel thread', ''],
  ])('is not taken in by %s', (_, commandLine) => expect(belongsTo(NAME, commandLine)).toBe(false));
});
