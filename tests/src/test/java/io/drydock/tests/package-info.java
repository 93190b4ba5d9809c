/** Tests of the whole: the house's own rules, and the real command line driven from outside. */
@NullMarked
package io.drydock.tests;

import org.jspecify.annotations.NullMarked;
