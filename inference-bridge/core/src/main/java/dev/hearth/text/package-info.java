/**
 * Text to token ids and back, as the tokenizers library of Hugging Face does it; and tables as
 * text.
 */
@NullMarked
package dev.hearth.text;

import org.jspecify.annotations.NullMarked;
