export * from '../../../../main/site/app/comparison.js';
