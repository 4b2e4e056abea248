/** What this site consists of: model cards, licences, bill of materials. */
@NullMarked
package dev.hearth.app.ui.about;

import org.jspecify.annotations.NullMarked;
