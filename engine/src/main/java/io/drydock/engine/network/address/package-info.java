/** Address management: which subnet a network gets, and which address an endpoint. */
@NullMarked
package io.drydock.engine.network.address;

import org.jspecify.annotations.NullMarked;
