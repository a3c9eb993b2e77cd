/** Sizes in bytes, times in milliseconds. */
export const limits = {
  body: { size: 64 * 1024, depth: 32 },
  page: 100,
  server: {
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    /** longer than any balancer keeps a connection that idles (AWS 60 s, Heroku 90 s): who hangs up first loses a request */
    keepAliveTimeout: 120_000,
    connectionsCheckingInterval: 1_000,
    maxRequestsPerSocket: 1_000,
  },
  readiness: { timeout: 1_000, keep: 1_000 },
  eventLoopLag: 200,
  rateLimitWindow: 60_000,
  /** fields named in one answer */
  fieldErrors: 20,
};
