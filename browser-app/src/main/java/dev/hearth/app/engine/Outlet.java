package dev.hearth.app.engine;

import org.teavm.jso.JSObject;

/** Where replies and events go; no Consumer, as whose argument a message would get a weak map. */
interface Outlet {
  void send(JSObject message);
}
