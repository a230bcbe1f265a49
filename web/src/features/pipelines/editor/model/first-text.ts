/** What a pipeline that is begun here says at first: as little as can be run. */
export const FIRST_TEXT = `# yaml-language-server: $schema=/schemas/pipeline.v1.json
name: new pipeline
nodes:
  source:
    kind: checkout
`;
