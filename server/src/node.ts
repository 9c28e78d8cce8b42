import { join } from 'node:path';
import { requireKept } from './codeCache';

// What a process starts with.
requireKept(join(__dirname, 'serve.js'));
