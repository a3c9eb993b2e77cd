import { memoryClicks } from '../../src/clicks/memory.ts';
import { createIds } from '../../src/utils/ids.ts';
import { clickStoreContract } from '../support/clicks.ts';

clickStoreContract('memory', () => memoryClicks({ ids: createIds() }));
