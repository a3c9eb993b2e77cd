import cors from 'cors';
import { Router, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Deps } from '../app.ts';

const DAY = 24 * 60 * 60;

/** What browsers may do with answers, and which web pages may read them. */
export const security = (deps: Pick<Deps, 'env'>): RequestHandler =>
  Router().use(headers(deps), crossOrigin(deps));

const headers = ({ env }: Pick<Deps, 'env'>): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: env.NODE_ENV === 'production' && { maxAge: 365 * DAY },
    xFrameOptions: { action: 'deny' },
  });

/** `*` is for development, and never with credentials. */
const crossOrigin = ({ env }: Pick<Deps, 'env'>): RequestHandler => {
  const isOpen = env.CORS_ORIGINS.includes('*');
  return cors({
    origin: isOpen ? '*' : [...env.CORS_ORIGINS],
    credentials: !isOpen,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['Link', 'Location', 'RateLimit', 'Retry-After', 'X-Request-Id'],
    maxAge: DAY,
  });
};
