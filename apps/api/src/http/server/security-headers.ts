/** The headers that tell browsers how little they may do with our answers. */
import type { FastifyHelmetOptions } from '@fastify/helmet';

/** For `@fastify/helmet`. Everything comes from this origin; Swagger UI alone needs styles inside its page and images as data. */
export const securityHeaders: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      baseUri: ["'none'"],
      connectSrc: ["'self'"],
      fontSrc: ["'self'", 'data:'],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
    },
  },
  crossOriginEmbedderPolicy: false,
  frameguard: { action: 'deny' },
  // This process speaks plain HTTP; whoever puts TLS in front of it adds this header there.
  strictTransportSecurity: false,
};
