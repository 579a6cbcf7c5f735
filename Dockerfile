# One image for all roles: ICE_ROLE says what a container is.
FROM node:20-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --ignore-scripts && npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /app .
USER node
EXPOSE 8000
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
