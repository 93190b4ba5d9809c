/** What a base is to be: the file that a user writes. */
@NullMarked
package io.drydock.base.definition;

import org.jspecify.annotations.NullMarked;
