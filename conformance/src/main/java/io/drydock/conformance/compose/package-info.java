/** What compose-go answered: drivers of the parts of that recording. */
@NullMarked
package io.drydock.conformance.compose;

import org.jspecify.annotations.NullMarked;
