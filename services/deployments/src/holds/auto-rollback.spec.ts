import { autoRollbackProblem } from './auto-rollback.js';

const suspect = {
  kind: 'promotion',
  status: 'live',
  service_id: 's',
  environment_id: 'e',
  environment_name: 'production',
  auto_rollback: true,
};
const incident = { serviceId: 's', environmentId: 'e', wasTried: false };

describe('autoRollbackProblem', () => {
  it('lets the live suspect be rolled back', () => expect(autoRollbackProblem(suspect, incident)).toBeUndefined());
  it.each([
    ['another service', { ...suspect, service_id: 'x' }, incident, 'elsewhere'],
    ['another environment', { ...suspect, environment_id: 'x' }, incident, 'elsewhere'],
    ['what is not live', { ...suspect, status: 'rolled_back' }, incident, 'rolled back'],
    ['a rollback', { ...suspect, kind: 'rollback' }, incident, 'a rollback itself'],
    ['an environment that leaves it to people', { ...suspect, auto_rollback: false }, incident, 'to people'],
    ['a second time', suspect, { ...incident, wasTried: true }, 'again'],
  ])('leaves %s alone', (_what, one, of, words) => expect(autoRollbackProblem(one, of)).toContain(words));
});
