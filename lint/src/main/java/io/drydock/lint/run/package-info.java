/** The linter as a whole: all rules, over files of any kind, with fixes. */
@NullMarked
package io.drydock.lint.run;

import org.jspecify.annotations.NullMarked;
