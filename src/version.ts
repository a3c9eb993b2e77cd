import manifest from '../package.json' with { type: 'json' };

/** Of this generator; part of the answers' record, so that any project can be made again. */
export const VERSION = manifest.version;

/** How the second command is typed where it is not installed: one package has both. */
export const BACKENDBYTES = `npx --package create-backendbytes@${VERSION} backendbytes`;
