/** Dockerfiles as text: lexer, parser, instructions with their places, expansion, ignore files. */
@NullMarked
package io.drydock.dockerfile;

import org.jspecify.annotations.NullMarked;
