package dev.hearth.predict;

import dev.hearth.manifest.ModelRuntime;
import dev.hearth.runtime.Gate;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.text.UnicodeNormalizer;
import dev.hearth.transfer.Lanes;

/** What a platform brings to run models with. */
public interface Runtimes {
  /**
   * Returns the factory of a runtime, the same one each time for one that keeps state.
   *
   * @throws dev.hearth.runtime.InferenceException PROVIDER_UNAVAILABLE if there is none here
   */
  SessionFactory factory(ModelRuntime runtime);

  /** Returns a gate with nobody inside. */
  Gate newGate();

  /** Returns the platform's Unicode normal forms. */
  UnicodeNormalizer normalizer();

  /** Returns what brings shards, one after the other unless the platform says otherwise. */
  default Lanes lanes() {
    return Lanes.ONE;
  }
}
