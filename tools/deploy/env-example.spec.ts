import { SECRETS } from '../../infra/compose/secret-table.mjs';
import { SERVICES } from '../../libs/shared/platform/src/database/provision-sql.ts';
import { textOf } from './checkout.ts';
import { configSlices } from './config-slices.ts';

const listed = [...textOf('.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1] ?? '');
const interpolated = [...textOf('docker-compose.yml').matchAll(/\$\{([A-Z0-9_]+)/g)].map((match) => match[1] ?? '');
const provisioned = SERVICES.map((service) => service.toUpperCase()).flatMap((service) => [
  `${service}_DATABASE_URL`,
  `${service}_MIGRATION_DATABASE_URL`,
]);

describe('.env.example', () => {
  it('finds what the configuration reads', () => {
    const keys = configSlices().flatMap((slice) => slice.keys);
    expect(keys).toEqual(
      expect.arrayContaining(['DATABASE_URL', 'KEK', 'GATEWAY_PORT', 'INTERNAL_SECRET', 'FAULT_POINT']),
    );
  });

  it.each(configSlices())('lists everything that $path reads', ({ keys }) => {
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !listed.includes(key))).toEqual([]);
  });

  it('lists every variable of docker-compose.yml', () => {
    expect(interpolated.filter((key) => !listed.includes(key))).toEqual([]);
  });

  it('lists nothing that nobody reads', () => {
    const read = new Set([...configSlices().flatMap(({ keys }) => keys), ...interpolated, ...provisioned]);
    expect(listed.filter((key) => !read.has(key))).toEqual([]);
  });

  it('sets only what docker compose reads, and no secret', () => {
    const set = [...textOf('.env.example').matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1] ?? '');
    expect(set.filter((key) => !interpolated.includes(key))).toEqual([]);
    const secrets = new Set(SECRETS.map(([name]) => name.toUpperCase()));
    expect(set.filter((key) => secrets.has(key))).toEqual([]);
  });
});
