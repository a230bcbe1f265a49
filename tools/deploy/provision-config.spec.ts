import { readProvisionConfig } from '../../infra/provision/provision.config.mjs';

const ENV = {
  PROVISION_DATABASE_URL: 'postgres://admin:top@db/throughline',
  PROVISION_SERVICES: 'billing',
  BILLING_DATABASE_URL: 'postgres://svc_billing:p%40ss@db/throughline',
  BILLING_MIGRATION_DATABASE_URL: 'postgres://billing_owner:other@db/throughline',
};

describe('the configuration of provisioning', () => {
  it('takes the passwords out of the URLs that the service is given', () => {
    expect(readProvisionConfig(ENV)).toEqual({
      adminUrl: ENV.PROVISION_DATABASE_URL,
      services: [{ service: 'billing', owner: 'other', password: 'p@ss' }],
      queue: undefined,
    });
  });

  it('makes the role of the queues where they are in PostgreSQL', () => {
    const env = { ...ENV, QUEUE_DATABASE_URL: 'postgres://queue:jobs@db/throughline' };
    expect(readProvisionConfig(env).queue).toBe('jobs');
  });

  it.each([
    ['PROVISION_DATABASE_URL', undefined],
    ['BILLING_DATABASE_URL', undefined],
    ['BILLING_DATABASE_URL', 'postgres://billing_owner:secret-word@db/throughline'],
    ['BILLING_MIGRATION_DATABASE_URL', 'postgres://svc_billing:secret-word@db/throughline'],
    ['BILLING_DATABASE_URL', 'postgres://svc_billing@db/throughline'],
    ['BILLING_DATABASE_URL', 'https://svc_billing:secret-word@db/throughline'],
    ['QUEUE_DATABASE_URL', 'postgres://postgres:secret-word@db/throughline'],
  ])('refuses %s = %s, and tells no value', (key, value) => {
    const read = (): unknown => readProvisionConfig({ ...ENV, [key]: value });
    expect(read).toThrow(new RegExp(`not usable: ${key}`));
    expect(read).not.toThrow('secret-word');
  });
});
