// The engine as the page itself loads it.
import {FakeEngine} from '../../fake-engine.mjs';

export function connect(send) {
  const engine = new FakeEngine((reply) => setTimeout(() => send(reply)), globalThis.world);
  globalThis.world.page = engine;
  return (request) => engine.receive(request);
}
