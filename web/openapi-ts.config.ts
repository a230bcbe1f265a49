import { defineConfig } from '@hey-api/openapi-ts';

/** The typed client is written from the gateway's merged contract; it is never edited and never committed. */
export default defineConfig({
  input: '../gateway/openapi.json',
  output: { path: 'src/shared/api/generated', clean: true },
  plugins: [
    { name: '@hey-api/client-fetch', throwOnError: true },
    '@hey-api/typescript',
    '@hey-api/sdk',
    {
      name: '@tanstack/react-query',
      queryOptions: true,
      infiniteQueryOptions: true,
      mutationOptions: true,
      queryKeys: true,
    },
  ],
});
