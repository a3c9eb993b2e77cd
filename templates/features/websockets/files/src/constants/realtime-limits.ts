/** Sizes in bytes, times in milliseconds. */
export const realtimeLimits = {
  /** of one message; who sends a larger one is cut off */
  message: 16 * 1024,
  /** characters of what is said in a room */
  text: 2_000,
  /** messages of one socket in a second; what is above is refused */
  perSecond: 20,
  /** who sends so many in a second is cut off */
  flood: 60,
  /** sockets of one user on one instance: devices, and tabs */
  socketsOfUser: 20,
  roomsOfSocket: 50,
  /** what is told of a room to who enters it */
  history: { messages: 50, rooms: 1_000, lifetime: 7 * 24 * 60 * 60 * 1_000 },
  /** from the connection to a token that is good */
  handshake: 5_000,
  /** until each session is looked at again, whoever ended it */
  lookAgain: 30_000,
  /** for what other instances are asked */
  otherInstances: 1_000,
};
