/** How large a template may be, and how long it may take. docs/commands.md names these numbers. */
const MB = 1024 * 1024;

export const LIMITS = {
  /** of the archive as it is fetched */
  compressed: 10 * MB,
  /** of all files */
  bytes: 10 * MB,
  file: 2 * MB,
  files: 2_000,
  depth: 12,
  /** of an archive once it is unpacked: the files and a few kB of tar around each */
  unpacked: 24 * MB,
  redirects: 3,
  quietMs: 30_000,
  totalMs: 120_000,
} as const;

export const megabytes = (bytes: number): string => `${Math.round(bytes / MB)} MB`;
