const port = process.env.PORT ?? '3000';
const answer = await fetch(`http://127.0.0.1:${port}/livez`, {
  signal: AbortSignal.timeout(2000),
}).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
