/** Reads bake files (HCL, JSON and Compose) into build targets and groups. */
@NullMarked
package io.drydock.bake;

import org.jspecify.annotations.NullMarked;
