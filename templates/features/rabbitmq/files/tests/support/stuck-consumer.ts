/** A process of its own that takes a letter and never has done with it, until it is killed. */
import { openLink } from '../../src/brokers/link.ts';
import { rabbitBroker } from '../../src/brokers/rabbitmq.ts';
import { createLogger } from '../../src/config/logger.ts';

const [url = '', own = '', name = '', type = ''] = process.argv.slice(2);
const log = createLogger({ LOG_LEVEL: 'silent' });
const link = await openLink(url, log);
const patience = { pauses: [20, 20], losses: 1 };
rabbitBroker({ link, place: { exchange: own, prefix: own }, log, patience }).subscribe({
  name,
  types: [type],
  work: ({ id }) => {
    process.stdout.write(`${id}\n`);
    return new Promise(() => undefined);
  },
});
