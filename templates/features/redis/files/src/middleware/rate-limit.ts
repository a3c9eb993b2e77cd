import type { RequestHandler } from 'express';
import { rateLimit as createLimit } from 'express-rate-limit';
import type { Deps } from '../app.ts';
import { limits } from '../constants/limits.ts';
import { AppError } from '../errors/app-error.ts';

/** Requests a minute from one address, counted over all instances; which address that is depends on TRUST_PROXY_HOPS. */
export const rateLimit = ({
  env,
  rateLimitStore,
}: Pick<Deps, 'env' | 'rateLimitStore'>): RequestHandler =>
  createLimit({
    ...(rateLimitStore && { store: rateLimitStore }),
    windowMs: limits.rateLimitWindow,
    limit: env.RATE_LIMIT_PER_MINUTE,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next) => {
      next(new AppError('rate_limited', 'Too many requests from this address.'));
    },
  });
