// What is told of the site's models and of what it carries.

/** @typedef {typeof import('../../hearth.js')} Hearth */

/** @param {URL} url @returns {Promise<Response>} */
async function got(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: expected a file, found HTTP status ${answer.status}`);
  return answer;
}

/**
 * Returns what a model says of itself, of the version that this device uses.
 *
 * @param {Hearth} hearth
 * @param {string} model
 */
export async function aboutModel({storage}, model) {
  const {manifest: url} = await storage.needs(model);
  const {version, license, runtime, variants} = await (await got(new URL(url))).json();
  const card = await fetch(new URL('MODEL_CARD.md', url));
  return {
    version,
    license,
    runtime,
    variants: variants.map((/** @type {any} */ {name}) => name).join(', '),
    card: card.ok ? await card.text() : '',
  };
}

/** Returns what the site carries beside its own, by its bill of materials. @param {URL} base */
export async function parts(base) {
  const {components} = await (await got(new URL('sbom.cdx.json', base))).json();
  return components.map((/** @type {any} */ {group, name, version, licenses}) => ({
    name: group ? `${group}:${name}` : name,
    version,
    licence: licenses.map((/** @type {any} */ one) => one.expression ?? one.license.id).join(', '),
  }));
}
