/** The routes of networks. */
@NullMarked
package io.drydock.api.network;

import org.jspecify.annotations.NullMarked;
