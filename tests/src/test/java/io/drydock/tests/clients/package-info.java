/**
 * Programs that use an engine through the libraries that Java developers have, each run by a test.
 */
@NullMarked
package io.drydock.tests.clients;

import org.jspecify.annotations.NullMarked;
