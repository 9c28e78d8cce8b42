declare const BULKHEAD_VERSION: string | undefined;

/** The version of the product, put in by the build. */
export const version: string = typeof BULKHEAD_VERSION === 'string' ? BULKHEAD_VERSION : '0.0.0-dev';
