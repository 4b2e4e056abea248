export * from '../../../../main/site/app/signing.js';
