export * from './format';
export * from './zone';
