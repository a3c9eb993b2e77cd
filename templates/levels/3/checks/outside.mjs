/** What an app has around it beside its services: here nothing. */
export const openOutside = (env) =>
  Promise.resolve({ env, preloads: [], stop: () => Promise.resolve() });
