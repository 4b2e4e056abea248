/** Pictures in, pictures or maps of depths out. */
@NullMarked
package dev.hearth.task.imagetoimage;

import org.jspecify.annotations.NullMarked;
