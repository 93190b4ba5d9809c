/** Which packages a base consists of: those wanted, and what they depend on. */
@NullMarked
package io.drydock.base.resolve;

import org.jspecify.annotations.NullMarked;
