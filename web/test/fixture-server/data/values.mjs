import { ago, id } from './ids.mjs';
import { projects } from './people.mjs';

const [shop, second] = projects;

const valueOf = (kind, name, index, more) => ({
  ...{ id: id(`${kind}-${name}-${index}`), name, version: 3, setByName: 'Grace Hopper' },
  ...{ setAt: ago(300 + index * 4000), createdAt: ago(90_000), overrides: false, overriddenIn: [] },
  ...more,
});
const ofProject = (project) => ({ level: 'project', projectId: project.id });
const SHARED = { level: 'organization', projectId: null };

export const variables = [
  { name: 'REGION', value: 'eu-central-1', ...ofProject(shop), overrides: true },
  { name: 'REGISTRY', value: 'registry.example.com/throughline/production/images-of-every-service', ...SHARED },
  { name: 'REGION', value: 'us-east-1', ...SHARED, overriddenIn: [shop.id], version: 1 },
  { name: 'FEATURES', value: '', ...ofProject(second), version: 12, setByName: 'Ada Lovelace' },
  { name: 'RELEASE_NOTES', value: 'one line\nanother line', ...ofProject(shop), version: 1 },
].map(({ name, ...more }, index) => valueOf('variable', name, index, more));

export const variableVersions = ['eu-central-1', 'eu-west-1', ''].map((value, index) => ({
  ...{ version: 3 - index, value, setByName: index === 1 ? 'Ada Lovelace' : 'Grace Hopper' },
  setAt: ago(300 + index * 9000),
}));

export const secrets = [
  { name: 'REGISTRY_TOKEN', ...ofProject(shop), projectIds: null },
  { name: 'SIGNING_PASSWORD', ...SHARED, projectIds: [shop.id, second.id], version: 2 },
  { name: 'NPM_TOKEN', ...SHARED, projectIds: null, overriddenIn: [second.id], version: 1 },
  { name: 'NPM_TOKEN', ...ofProject(second), projectIds: null, overrides: true, version: 1 },
].map(({ name, ...more }, index) => valueOf('secret', name, index, more));

/** As a filter by project or level answers. */
export const isShown = (item, query) =>
  (!query.get('level') || item.level === query.get('level')) &&
  (!query.get('availableTo') ||
    item.projectId === query.get('availableTo') ||
    (item.projectId === null && (item.projectIds ?? null)?.includes(query.get('availableTo')) !== false));
