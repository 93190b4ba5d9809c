/** The kernel's networking: namespaces, links, addresses and routes, spoken to over netlink(7). */
@NullMarked
package io.drydock.linux.network;

import org.jspecify.annotations.NullMarked;
