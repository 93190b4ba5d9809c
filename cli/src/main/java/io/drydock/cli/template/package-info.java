/** Go's text templates, as far as {@code --format} of docker's commands needs them. */
@NullMarked
package io.drydock.cli.template;

import org.jspecify.annotations.NullMarked;
