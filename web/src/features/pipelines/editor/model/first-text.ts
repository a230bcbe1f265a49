/**
 * What a pipeline that is begun here says at first: as little as can be run, and where other editors find the schema.
 * @param origin of this installation, as in `https://throughline.example.com`
 */
export const firstText = (origin: string): string => `# yaml-language-server: $schema=${origin}/schemas/pipeline.v1.json
name: new pipeline
nodes:
  source:
    kind: checkout
`;
