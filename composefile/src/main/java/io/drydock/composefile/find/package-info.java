/** Which files, folder, variables and name a project has, where its user does not say so. */
@NullMarked
package io.drydock.composefile.find;

import org.jspecify.annotations.NullMarked;
