/**
 * Who the user is to registries: {@code config.json} and credential helpers, as docker keeps them.
 */
@NullMarked
package io.drydock.distribution.credentials;

import org.jspecify.annotations.NullMarked;
