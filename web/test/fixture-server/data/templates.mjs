import { id } from './ids.mjs';
import { pipelineSource } from './pipeline-source.mjs';

const template = ([key, name, description, category, type, tags, uses], more = {}) => ({
  ...{ id: key, name, description, category, type, tags, uses, visibility: 'public', builtIn: true, own: false },
  ...more,
});

export const templates = [
  template([
    ...['basic-ci-cd', 'Basic CI/CD', 'Builds, tests and scans every push, and deploys what passes.', 'CI/CD', 'cicd'],
    ...[['build', 'test', 'deploy'], 41],
  ]),
  template(['house', 'Our way', 'As the platform team wants it.', 'House', 'security', ['house', 'checked'], 7], {
    id: id('template-house'),
    builtIn: false,
    own: true,
    visibility: 'private',
  }),
  template([
    ...['rag', 'Retrieval-augmented generation', 'Cuts documents into passages and indexes them.', 'Language models'],
    ...['llmops', ['rag', 'index', 'retrieval'], 1],
  ]),
];
export const templateOf = (key) => {
  const found = templates.find((one) => one.id === key);
  return found && { ...found, source: pipelineSource(4) };
};
