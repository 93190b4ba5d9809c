package io.drydock.engine.network;

import io.drydock.linux.network.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A kernel variable and the value it shall have.
 *
 * @param path below {@code /proc/sys}, as {@code net/ipv4/ip_forward}
 */
record Sysctl(String path, String value) {
  private static final System.Logger LOG = System.getLogger(Sysctl.class.getName());

  /**
   * Sets variables as a namespace has them. One that this kernel does not have is left out: without
   * IPv6 there is none to be turned off. One that may not be written has to have the value already.
   */
  static void set(NetworkNamespace where, Sysctl... variables) {
    where.call(() -> {
      for (Sysctl each : variables) {
        each.set();
      }
      return true;
    });
  }

  private void set() throws IOException {
    Path file = Path.of("/proc/sys", path);
    try {
      if (!Files.readString(file).strip().equals(value)) {
        Files.writeString(file, value, StandardOpenOption.WRITE);
      }
    } catch (NoSuchFileException e) {
      LOG.log(System.Logger.Level.DEBUG, "no kernel variable {0}", path);
    }
  }
}
