// Where the engine runs: in a worker, or on the page's own thread.

/**
 * @typedef {Record<string, any>} Reply what the engine sends
 * @typedef {object} Port
 * @property {(message: object, transfer: Transferable[]) => void} post
 * @property {(() => void) | null} end stops whatever it is doing; null where nothing can
 */

/**
 * Starts a worker.
 *
 * @param {URL} base
 * @param {(reply: Reply) => void} receive
 * @param {(reason: string) => void} fail called when the worker could not be loaded or has died
 * @returns {Port}
 * @throws whatever the browser has against workers
 */
export function workerPort(base, receive, fail) {
  const worker = new Worker(new URL('app/engine-worker.js', base), {
    type: 'module',
    name: 'hearth',
  });
  worker.onmessage = ({data}) => receive(data);
  worker.onmessageerror = () => fail('a message of the worker could not be read');
  worker.onerror = (event) => {
    event.preventDefault?.();
    fail(event.message || "the worker could not be loaded, or the page's policy forbids it");
  };
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    end() {
      worker.onmessage = worker.onmessageerror = worker.onerror = null;
      worker.terminate();
    },
  };
}

/**
 * Loads the engine into the page.
 *
 * @param {URL} base
 * @param {(reply: Reply) => void} receive
 * @returns {Promise<Port>}
 */
export async function pagePort(base, receive) {
  const {connect} = await import(new URL('app/engine.js', base).href);
  const post = connect(receive);
  return {post: (message) => post(message), end: null};
}
