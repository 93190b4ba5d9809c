/** The rules that hadolint knows by the letters DL, judged over a model of the file's stages. */
@NullMarked
package io.drydock.lint.hadolint;

import org.jspecify.annotations.NullMarked;
