/**
 * What takes longest is run in turns: one half today, the other one tomorrow, so that a run ends within the hour. TURN=all
 * runs both, TURN=0 or TURN=1 one of them. What it is not the turn of is skipped, and counted so.
 */
const DAY = 24 * 60 * 60 * 1000;
/** days since 1970 */
export const today = Math.floor(Date.now() / DAY);
const turn = process.env['TURN'] ?? String(today);

/** @param place its place in a list of which every other one belongs to the same half */
export const isTurnOf = (place: number): boolean =>
  turn === 'all' || Number(turn) % 2 === place % 2;
