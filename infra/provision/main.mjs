// Prepares a database for the services; a one-shot that runs before the migrations. See docs/operations.md.
import { readProvisionConfig } from './provision.config.mjs';
import { provision } from './provision.mjs';

const config = readProvisionConfig();
await provision(config);
console.log(
  JSON.stringify({ msg: 'database is provisioned', services: config.services.map(({ service }) => service) }),
);
