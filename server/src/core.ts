import { provideRequire, type ScriptScope } from './parts';
import './server';

declare const self: ScriptScope | undefined;

// The build makes this the core: what any start needs on any platform.
if (typeof self === 'object' && 'importScripts' in self) {
  provideRequire(self);
  // Before the first message is handled: a promise that is kept already waits for this script only.
  void import('./worker');
}
