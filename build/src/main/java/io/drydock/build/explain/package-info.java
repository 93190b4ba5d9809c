/** Says why steps were carried out or known: what changed since the build before. */
@NullMarked
package io.drydock.build.explain;

import org.jspecify.annotations.NullMarked;
