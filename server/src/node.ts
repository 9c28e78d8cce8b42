import { join } from 'node:path';
import { requireKept } from './codeCache';

// What a process starts with. The core is most of what there is to compile; the rest finds it loaded.
requireKept(join(__dirname, 'core.js'));
require('./serve.js');
