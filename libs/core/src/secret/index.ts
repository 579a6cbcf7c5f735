export * from './secret-cipher.js';
export * from './secret-input.js';
export * from './secret-mask.js';
export * from './secret-name.js';
export * from './secret-sink.js';
export * from './sealed-template.js';
