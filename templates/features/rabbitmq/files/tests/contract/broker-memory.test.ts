import { memoryBroker } from '../../src/brokers/memory.ts';
import { brokerContract } from '../support/broker-contract.ts';
import { IMPATIENT } from '../support/rabbitmq.ts';

brokerContract('in memory', () => Promise.resolve(memoryBroker(IMPATIENT)));
