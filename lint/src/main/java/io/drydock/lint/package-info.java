/** Judges Dockerfiles and Compose files: rules, findings, reports and fixes. */
@NullMarked
package io.drydock.lint;

import org.jspecify.annotations.NullMarked;
