// The package is there twice, once for `import` of bundlers and test runners and once for Node, and each copy takes the
// errors and types of the other for strangers. This is the one that Node takes, by its full name.
export * from 'graphql/index.js';
