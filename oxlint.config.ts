import { typedConfig } from './tools/lint/typed-config.ts';

export default typedConfig;
