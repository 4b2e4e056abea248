import {snapshot} from './inputs.js';

/** @typedef {import('./inputs.js').Message} Message */

/**
 * Copies what a message would give away; what it shares stays as it is.
 *
 * @param {Message} message
 * @returns {Promise<Message | null>} null where the other model has not what it is of
 */
export async function copyOf({fields, transfer}) {
  const {input, feeds, keep} = /** @type {Record<string, any>} */ (fields);
  if (!input) return keep ? null : copyOfFeeds(fields, feeds);
  if (transfer.length === 0) return {fields, transfer};
  const {picture, samples, data} = input;
  const copy = picture
    ? {picture: await snapshot(picture)}
    : samples
      ? {samples: samples.slice()}
      : {data: data.slice(0)};
  const given = copy.picture ?? copy.samples?.buffer ?? copy.data;
  return {fields: {...fields, input: {...input, ...copy}}, transfer: [given]};
}

/** @param {object} fields @param {Record<string, any>} feeds */
function copyOfFeeds(fields, feeds) {
  /** @type {Record<string, any>} */
  const copies = {};
  for (const [name, tensor] of Object.entries(feeds)) {
    if ('handle' in tensor) return null;
    copies[name] = {...tensor, data: tensor.data.slice()};
  }
  const buffers = Object.values(copies).map(({data}) => data.buffer);
  // Nobody takes the arrays back.
  return {fields: {...fields, feeds: copies, lent: false}, transfer: buffers.filter(Boolean)};
}
