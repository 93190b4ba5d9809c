/** Variables: .env files, and the forms by which values name them. */
@NullMarked
package io.drydock.composefile.env;

import org.jspecify.annotations.NullMarked;
