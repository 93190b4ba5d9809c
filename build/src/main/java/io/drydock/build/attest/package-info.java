/** Says, in a form that programs can check, how an image was made and what is in it. */
@NullMarked
package io.drydock.build.attest;

import org.jspecify.annotations.NullMarked;
