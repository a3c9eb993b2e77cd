/** `npm run dev`, or `npx tsx drills/internet/bin/serve.ts [first port]`. Ctrl+C ends it. */
import { startServers } from '../servers.ts';

const first = Number(process.argv[2] ?? 3000);

try {
  const { ports, close } = await startServers(
    { notes: first, web: first + 1, secure: first + 443 },
    console.log,
  );
  console.log(`notes    http://localhost:${ports.notes}/notes`);
  console.log(`visits   http://localhost:${ports.web}/visits`);
  console.log(`secure   https://localhost:${ports.secure}/`);
  process.once('SIGINT', close).once('SIGTERM', close);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
