/**
 * Linux by system calls: files with all they have, mounts, namespaces, and the sandbox of build
 * steps.
 */
@NullMarked
package io.drydock.linux;

import org.jspecify.annotations.NullMarked;
