/** Our checks, one file after the other: they speak to one app. */
export default {
  test: {
    root: import.meta.dirname,
    include: ['tests/workshop/*.test.ts'],
    fileParallelism: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
};
