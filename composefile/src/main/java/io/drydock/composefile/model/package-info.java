/**
 * The project that Compose files describe: services, networks, volumes, secrets, configs, models.
 */
@NullMarked
package io.drydock.composefile.model;

import org.jspecify.annotations.NullMarked;
