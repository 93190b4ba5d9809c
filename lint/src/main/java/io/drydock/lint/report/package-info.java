/** Reports of findings for people and for the tools of others. */
@NullMarked
package io.drydock.lint.report;

import org.jspecify.annotations.NullMarked;
