package io.drydock.engine.log;

import java.time.Instant;

/**
 * A line of a container's log, or a part of one.
 *
 * @param time at which it was written
 * @param bytes as the container wrote them; a line's end is in them
 * @param continued whether this goes on with the line of the entry before in the same stream, so
 *     that no time is printed before it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogEntry(LogStream stream, Instant time, byte[] bytes, boolean continued) {}
