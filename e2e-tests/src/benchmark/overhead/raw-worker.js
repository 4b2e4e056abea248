// The least worker around a model: the first message names it, each other is a run.
import {load} from '/raw.js';

let run;
self.onmessage = async ({data}) => {
  try {
    if (run === undefined) {
      run = await load(data);
      self.postMessage({});
    } else {
      const fetches = await run(data);
      self.postMessage(fetches, Object.values(fetches).map((fetch) => fetch.data.buffer));
    }
  } catch (error) {
    self.postMessage({error: String(error)});
  }
};
