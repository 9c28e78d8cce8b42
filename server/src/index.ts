export * from './host';
export * from './server';
export * from './stdio';
