import { realtimeLimits } from '../constants/realtime-limits.ts';
import type { Clock } from '../utils/clock.ts';
import type { ClientSocket, Refusal } from './protocol.ts';

const SECOND = 1_000;

const tooMany: Refusal = { ok: false, code: 'rate_limited', message: 'Too many messages.' };

/** Counts the messages of a socket, of whatever name: refuses what is too much, and ends a flood. */
export function limitMessages(socket: ClientSocket, { clock }: { readonly clock: Clock }): void {
  let [since, count] = [0, 0];
  socket.use((packet, next) => {
    const now = clock.now().getTime();
    if (now - since >= SECOND) [since, count] = [now, 0];
    count += 1;
    if (count <= realtimeLimits.perSecond) return next();
    const ack: unknown = packet.at(-1);
    if (typeof ack === 'function') (ack as (refusal: Refusal) => void)(tooMany);
    if (count > realtimeLimits.flood) socket.disconnect(true);
  });
}
