/** What a build starts from: the Dockerfile, the context's files and which of them are ignored. */
@NullMarked
package io.drydock.build.input;

import org.jspecify.annotations.NullMarked;
