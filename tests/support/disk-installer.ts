/** `node installer.mjs <project>`: installs with npm and prints what became of it. */
import { install } from '../../src/disk/install.ts';

process.stdout.write(JSON.stringify(await install(process.argv[2] ?? '.', 'npm')));
