/** What a RUN command gets beside its root file system: network files, forwarded agents, a log. */
@NullMarked
package io.drydock.build.run;

import org.jspecify.annotations.NullMarked;
