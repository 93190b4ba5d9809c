package io.drydock.engine.log;

/** The standard streams that a container's log keeps. */
public enum LogStream {
  STDOUT,
  STDERR
}
