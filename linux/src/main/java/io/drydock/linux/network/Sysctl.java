package io.drydock.linux.network;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A kernel variable and the value it shall have.
 *
 * @param path below {@code /proc/sys}, as {@code net/ipv4/ip_forward}
 */
public record Sysctl(String path, String value) {
  private static final System.Logger LOG = System.getLogger(Sysctl.class.getName());
  private static final int LARGEST_VALUE = 4096;

  /**
   * Sets variables as a namespace has them. One that this kernel does not have is left out: without
   * IPv6 there is none to be turned off. One that may not be written has to have the value already.
   */
  public static void set(NetworkNamespace where, Sysctl... variables) {
    where.call(() -> {
      for (Sysctl each : variables) {
        each.set();
      }
      return true;
    });
  }

  private void set() throws IOException {
    String present = read(path);
    if (!present.equals(value)) {
      try {
        Files.writeString(Path.of("/proc/sys", path), value, StandardOpenOption.WRITE);
      } catch (NoSuchFileException e) {
        LOG.log(System.Logger.Level.DEBUG, "no kernel variable {0}", path);
      }
    }
  }

  /**
   * A variable in the calling thread's namespaces; empty where this kernel has none of that name.
   */
  public static String read(String path) throws IOException {
    // One read has to take all: at any other offset than 0 the kernel says that the file has ended.
    try (var in = new FileInputStream("/proc/sys/" + path)) {
      byte[] buffer = new byte[LARGEST_VALUE];
      int length = Math.max(0, in.read(buffer));
      return new String(buffer, 0, length, StandardCharsets.UTF_8).strip();
    } catch (FileNotFoundException e) {
      return "";
    }
  }
}
