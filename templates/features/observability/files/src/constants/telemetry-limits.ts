/** Milliseconds, unless something else is said. */
export const telemetryLimits = {
  /** the collector has so long to take a batch, repetitions included; a shutdown waits no longer */
  send: 2_000,
  batch: {
    scheduledDelayMillis: 1_000,
    exportTimeoutMillis: 2_500,
    /** spans; what comes while so many wait is dropped, so that a collector that is away costs no more memory */
    maxQueueSize: 2_048,
    maxExportBatchSize: 512,
  },
};
