import type { PoolState } from '../metrics.ts';
import type { Database } from './client.ts';

/** The driver keeps no count, but says what happens to its connections. */
export function poolState(database: Database): () => PoolState {
  const client = database.getClient();
  let [open, used, waiting] = [0, 0, 0];
  client.on('connectionCreated', () => (open += 1));
  client.on('connectionClosed', () => (open -= 1));
  client.on('connectionCheckOutStarted', () => (waiting += 1));
  client.on('connectionCheckOutFailed', () => (waiting -= 1));
  client.on('connectionCheckedIn', () => (used -= 1));
  client.on('connectionCheckedOut', () => {
    waiting -= 1;
    used += 1;
  });
  return () => ({ used, idle: Math.max(0, open - used), waiting });
}
