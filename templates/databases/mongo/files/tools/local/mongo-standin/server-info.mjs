import { LIMITS } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */

export const REPLICA_SET = 'standin';
const VERSION = [7, 0, 0, 0];
const WIRE_VERSION = 21;

export const info = {
  helloFields: [
    ...['helloOk', 'client', 'compression', 'loadBalanced', 'saslSupportedMechs'],
    ...['speculativeAuthenticate', 'topologyVersion', 'maxAwaitTimeMS', 'hostInfo', 'backpressure'],
  ],
  build: {
    version: VERSION.slice(0, 3).join('.'),
    versionArray: VERSION,
    gitVersion: 'mongo-standin',
    modules: [],
    bits: 64,
    debug: false,
    maxBsonObjectSize: LIMITS.document,
    storageEngines: ['mingo'],
  },
};

/**
 * A replica set of one member: without a set the driver would not offer transactions.
 * @param {Doc} _body
 * @param {import('./commands.mjs').Scope} scope
 */
export function hello(_body, { server: { address, connectionId } }) {
  return {
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    secondary: false,
    setName: REPLICA_SET,
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: LIMITS.document,
    maxMessageSizeBytes: LIMITS.message,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  };
}
