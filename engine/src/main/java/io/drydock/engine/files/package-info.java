/**
 * The root file systems of containers, what is copied in and out of them, and images made of them.
 */
@NullMarked
package io.drydock.engine.files;

import org.jspecify.annotations.NullMarked;
