// Loaded into the app by a test: does on request what no code of the app should do.
process.on('message', (how) => {
  if (how === 'throw') {
    setTimeout(() => {
      throw new Error('thrown where nobody catches');
    });
  }
  if (how === 'reject') void Promise.reject(new Error('rejected where nobody catches'));
});
process.on('disconnect', () => process.exit());
process.channel?.unref();
