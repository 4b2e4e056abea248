import {HearthError} from './errors.js';
import {modelFiles} from './inputs.js';

/**
 * A model's files with what is said of them.
 *
 * @param {{files: any, description: any}} source
 * @returns {Promise<{files: {path: string, data: Blob, sha256: string}[], description: string}>}
 */
export async function describedFiles({files, description}) {
  const isText = typeof description === 'string';
  if (!isText && (typeof description !== 'object' || !description || Array.isArray(description))) {
    throw new HearthError(
      'INVALID_INPUT',
      `Expected a description by the keys of a hearth.json, found ${description}`,
    );
  }
  const read = [];
  for (const {path, data} of modelFiles(files)) {
    read.push({path, data, sha256: await sha256(data)});
  }
  return {files: read, description: isText ? description : JSON.stringify(description)};
}

/**
 * A package's shards with its manifest.
 *
 * @param {{files: any, manifest: any}} source
 */
export function packagedFiles({files, manifest}) {
  const isText = typeof manifest === 'string';
  if (!isText && (typeof manifest !== 'object' || !manifest || Array.isArray(manifest))) {
    throw new HearthError('INVALID_INPUT', `Expected a package's manifest, found ${manifest}`);
  }
  return {files: modelFiles(files), manifest: isText ? manifest : JSON.stringify(manifest)};
}

/** @param {Blob} data */
async function sha256(data) {
  const hash = await crypto.subtle.digest('SHA-256', await data.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
