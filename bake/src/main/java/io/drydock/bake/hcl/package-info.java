/** Reads HCL 2, in its own and in JSON syntax, with places, and evaluates its expressions. */
@NullMarked
package io.drydock.bake.hcl;

import org.jspecify.annotations.NullMarked;
