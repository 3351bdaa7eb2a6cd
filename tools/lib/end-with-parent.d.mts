// It only does something.
export {};
