import type { Delivery, Patience, Verdict } from './broker.ts';
import { ATTEMPT, REASON } from './letters.ts';
import type { Publisher } from './publisher.ts';
import { deadQueueOf, waitQueueOf, type Place } from './topology.ts';

interface SettleDeps {
  readonly publisher: Publisher;
  readonly place: Place;
  readonly patience: Patience;
}

interface Settled {
  readonly name: string;
  readonly delivery: Delivery;
  readonly verdict: Verdict;
}

/** A letter that was not worked on is put elsewhere, with the reason; then its first copy can go. */
export async function settle(
  { publisher, place, patience }: SettleDeps,
  { name, delivery, verdict }: Settled,
): Promise<void> {
  if (verdict.kind === 'done') return;
  const { attempt } = delivery;
  const pause = verdict.kind === 'failed' ? patience.pauses[attempt - 1] : undefined;
  const key = pause === undefined ? deadQueueOf(place, name) : waitQueueOf(place, name, pause);
  const headers = { [ATTEMPT]: attempt + 1, [REASON]: verdict.reason };
  await publisher.send({ exchange: '', key }, delivery, headers);
}
