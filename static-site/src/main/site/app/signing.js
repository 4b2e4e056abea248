// What signed sites need, loaded where there is a release key: which key to go by, and whether it
// has signed. On a first visit a device has the site's word alone for the key. From then on it goes
// by that key until the key itself has endorsed the next one, or a script of the site, which can do
// anything, says that it was lost: so whoever can replace data, and no script, can neither take the
// key away nor put their own in its place.

/** The signature is the last member, on a line of its own. */
const SIGNATURE = /,\s*"signature":\s*"([A-Za-z0-9+/=]*)"(?=\s*\}\s*$)/;
const ENDORSED = 'hearth release key ';

/** @param {string} base64 */
const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** @param {string} key @param {string} signature both in base64 @param {string} text */
async function fits(key, signature, text) {
  const imported = await crypto.subtle.importKey('raw', bytesOf(key), 'Ed25519', false, ['verify']);
  const signed = new TextEncoder().encode(text);
  return crypto.subtle.verify('Ed25519', imported, bytesOf(signature), signed);
}

/**
 * Returns the key that release-key.json leads to.
 *
 * @param {string} json its text
 * @param {string | undefined} known the key that this device goes by; none on a first visit
 * @returns {Promise<string>} in base64
 * @throws {Error} with a sentence, if that is no key, or one that nobody known has endorsed
 */
export async function successor(json, known) {
  const {ed25519, previous = []} = JSON.parse(json);
  let next = ed25519;
  if (known && next !== known) {
    for (const {ed25519: by, signature} of previous) {
      if (!next || !(await fits(by, signature, ENDORSED + next))) break;
      next = by;
      if (by === known) break;
    }
    if (next !== known) {
      throw new Error(
        `expected the key that this device knows, ${known}, or one that it endorsed, found ${ed25519 ?? 'none'}`,
      );
    }
  }
  // A browser that cannot, or what is no key, says so here.
  await crypto.subtle.importKey('raw', bytesOf(ed25519), 'Ed25519', false, ['verify']);
  return ed25519;
}

/**
 * Returns why channels are not to be believed; '' if they are.
 *
 * @param {string} text of channels.json
 * @param {string} name of the model, which its signature is made for
 * @param {string} key in base64
 */
export async function objection(text, name, key) {
  const [whole = '', signature = ''] = text.match(SIGNATURE) ?? [];
  if (!signature) return 'none';
  const signed = `${name}\n${text.replace(whole, '')}`;
  // What is not base64 fits nothing.
  const isSigned = await fits(key, signature, signed).catch(() => false);
  return isSigned ? '' : 'one that does not fit';
}
