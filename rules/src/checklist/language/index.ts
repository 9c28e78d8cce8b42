export * from './completion';
export * from './diagnostics';
export * from './fixes';
export * from './hover';
export * from './lenses';
export * from './page';
