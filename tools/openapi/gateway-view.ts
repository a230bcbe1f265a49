import type { Source } from './document.ts';

/** What the gateway answers by itself: the live streams of the services, joined for the browser. */
export const GATEWAY_VIEW: Source = {
  name: 'gateway',
  document: {
    openapi: '3.1.0',
    info: { title: 'Gateway', version: '1' },
    paths: {
      '/api/v1/orgs/{org}/live': {
        get: {
          operationId: 'live',
          tags: ['gateway'],
          'x-permission': 'org.read',
          parameters: [{ name: 'org', in: 'path', required: true, schema: { type: 'string' } }],
          security: [{ bearer: [] }],
          responses: {
            '200': {
              description: 'What changes in the organization, as it happens',
              content: { 'text/event-stream': { schema: { $ref: '#/components/schemas/LiveHint' } } },
            },
            default: {
              description: 'A problem',
              content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        LiveHint: {
          type: 'object',
          properties: {
            resource: { type: 'string', description: 'What changed; `*` when hints of a service (`id`) were lost' },
            id: { type: 'string' },
          },
          required: ['resource', 'id'],
        },
      },
    },
  },
};
