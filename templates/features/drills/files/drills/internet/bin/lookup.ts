/** `lookup.ts NAME [SERVER]`: its addresses, asked of this machine and of a DNS server. */
import { askServer, askSystem } from '../dns-lookup.ts';

const [name = 'localhost', server] = process.argv.slice(2);

async function show(who: string, ask: () => Promise<readonly string[]>): Promise<void> {
  try {
    console.log(`${who}: ${(await ask()).join(', ')}`);
  } catch (error) {
    console.log(`${who}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

await show('this machine', () => askSystem(name));
await show('DNS         ', async () => {
  const answers = await askServer(name, server === undefined ? [] : [server]);
  return answers.map(({ address, ttl }) => `${address} (good for ${ttl} s)`);
});
