export type { ChartFixResult } from './chart/fixAll';

export { annotated, type Manifest, type ManifestFinding } from './chart/manifest';
export { type ChartInput, type ChartReport, isOverlay } from './chart/types';
export * from './config/config';
export * from './config/glob';
export * from './config/read';
export * from './config/schema';
export * from './context';
export * from './engine';
export * from './facts';
export * from './fileKind';
export * from './fix';
export * from './lookup';
export * from './report';
export * from './rule';
export * from './text/edits';
export * from './text/lines';
export * from './text/span';
