# One file for every process. Services by argument, the two others by target:
#   docker build --build-arg APP=billing .          APP: identity (default) pipelines deployments observability billing
#   docker build --target gateway .
#   docker build --target runner .
# A release pins the base image by digest; `docker buildx imagetools inspect node:24.21.0-bookworm-slim` prints it:
#   docker build --build-arg NODE_IMAGE=node:24.21.0-bookworm-slim@sha256:<digest> .
ARG NODE_IMAGE=node:24.21.0-bookworm-slim
ARG APP=identity

# The manifests alone, so that a change of sources installs nothing again.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY libs/shared/kernel/package.json libs/shared/kernel/
COPY libs/shared/contracts/package.json libs/shared/contracts/
COPY libs/shared/platform/package.json libs/shared/platform/
COPY libs/shared/testing/package.json libs/shared/testing/
COPY services/identity/package.json services/identity/
COPY services/pipelines/package.json services/pipelines/
COPY services/deployments/package.json services/deployments/
COPY services/observability/package.json services/observability/
COPY services/billing/package.json services/billing/
COPY gateway/package.json gateway/
COPY runner/package.json runner/
COPY web/package.json web/
COPY e2e/package.json e2e/

FROM manifests AS build
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY nx.json tsconfig.base.json ./
COPY libs libs
COPY services services
COPY gateway gateway
COPY runner runner
COPY web web
ENV NX_DAEMON=false
RUN node_modules/.bin/nx run-many --target=build --output-style=static
# What runs in production cannot be told to die at a named point.
COPY infra/image/fault-points.mjs infra/image/strip-fault-points.mjs infra/image/
RUN node infra/image/strip-fault-points.mjs libs services gateway runner

# What runs, and nothing that only built it: the dependencies of one workspace.
FROM manifests AS service-dependencies
ARG APP
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --omit=dev --workspace=@throughline/${APP}

FROM manifests AS gateway-dependencies
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --omit=dev --workspace=@throughline/gateway

FROM manifests AS runner-dependencies
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --omit=dev --workspace=@throughline/runner

# Everything below /app belongs to root: the process cannot change its own code, and the root file system may be
# read-only. Node handles signals as process 1 and ends within 25 seconds of SIGTERM.
FROM ${NODE_IMAGE} AS runtime
ENV NODE_ENV=production SERVICE_PORT=8080 GATEWAY_PORT=8080
RUN install -d -o 1000 -g 1000 /var/lib/throughline/blobs /var/lib/throughline/hosts /var/lib/throughline/work
WORKDIR /app
COPY infra/image/probe.mjs infra/image/
EXPOSE 8080 9464
STOPSIGNAL SIGTERM

# git: pipelines reads repositories, the runner checks them out.
FROM runtime AS runtime-with-git
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git openssh-client \
  && rm -rf /var/lib/apt/lists/*

FROM runtime-with-git AS runner
COPY --from=runner-dependencies /app ./
COPY --from=build /app/libs/shared/kernel/dist libs/shared/kernel/dist
COPY --from=build /app/libs/shared/contracts/dist libs/shared/contracts/dist
COPY --from=build /app/runner/dist runner/dist
WORKDIR /app/runner
USER 1000:1000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "/app/infra/image/probe.mjs", "/var/lib/throughline/work"]
CMD ["node", "dist/main.js"]

FROM runtime AS gateway
ENV WEB_DIR=/app/web/dist
COPY --from=gateway-dependencies /app ./
COPY --from=build /app/libs/shared/kernel/dist libs/shared/kernel/dist
COPY --from=build /app/libs/shared/contracts/dist libs/shared/contracts/dist
COPY --from=build /app/libs/shared/platform/dist libs/shared/platform/dist
COPY --from=build /app/gateway/dist gateway/dist
COPY --from=build /app/web/dist web/dist
COPY gateway/openapi.json gateway/
ARG BUILD_VERSION=dev
ARG BUILD_COMMIT=unknown
ENV BUILD_VERSION=${BUILD_VERSION} BUILD_COMMIT=${BUILD_COMMIT}
WORKDIR /app/gateway
USER 1000:1000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "/app/infra/image/probe.mjs", "http://127.0.0.1:8080/readyz"]
CMD ["node", "dist/main.js"]

FROM runtime AS base-of-identity
FROM runtime-with-git AS base-of-pipelines
FROM runtime AS base-of-deployments
FROM runtime AS base-of-observability
FROM runtime AS base-of-billing

# Last, and so what a build without a target makes. The same image migrates (`node dist/migrate.js`) and provisions.
FROM base-of-${APP} AS service
ARG APP
COPY --from=service-dependencies /app ./
COPY --from=build /app/libs/shared/kernel/dist libs/shared/kernel/dist
COPY --from=build /app/libs/shared/contracts/dist libs/shared/contracts/dist
COPY --from=build /app/libs/shared/platform/dist libs/shared/platform/dist
COPY --from=build /app/services/${APP}/dist services/${APP}/dist
COPY infra/provision infra/provision
ARG BUILD_VERSION=dev
ARG BUILD_COMMIT=unknown
ENV BUILD_VERSION=${BUILD_VERSION} BUILD_COMMIT=${BUILD_COMMIT}
WORKDIR /app/services/${APP}
USER 1000:1000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "/app/infra/image/probe.mjs", "http://127.0.0.1:8080/readyz"]
CMD ["node", "dist/main.js"]
