package dev.hearth.release;

import dev.hearth.manifest.Channels;
import dev.hearth.signing.SignatureState;
import java.util.List;

/**
 * What an edit of a model's channels did.
 *
 * @param model its name
 * @param before what was offered
 * @param after what is offered now; equal to {@code before} if there was nothing to change
 * @param signature whether it is signed now
 * @param notes sentences about what to look at
 */
public record ReleaseChange(
    String model, Channels before, Channels after, SignatureState signature, List<String> notes) {
  public ReleaseChange {
    notes = List.copyOf(notes);
  }
}
