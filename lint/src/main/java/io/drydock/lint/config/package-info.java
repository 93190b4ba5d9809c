/** Configuration files of the linter: our own and hadolint's. */
@NullMarked
package io.drydock.lint.config;

import org.jspecify.annotations.NullMarked;
