/** The engine's own nftables table, changed in whole transactions. */
@NullMarked
package io.drydock.engine.network.nft;

import org.jspecify.annotations.NullMarked;
