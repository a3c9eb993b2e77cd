#!/usr/bin/env node
import './check-node.js';

// Not a static import: those load before the check has run.
import('../dist/main.js').then(({ main }) => main('create-backendbytes'));
