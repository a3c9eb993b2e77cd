/** Digest of a template → its code. Empty here: the build writes the real one. */
export const specs: Readonly<Record<string, () => unknown>> = {};
