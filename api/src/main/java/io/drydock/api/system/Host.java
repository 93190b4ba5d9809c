package io.drydock.api.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What there is to know of the machine. */
final class Host {
  private static final long KIBIBYTE = 1024;

  private Host() {}

  static String kernel() {
    return System.getProperty("os.version", "");
  }

  /** As the kernel calls it: {@code x86_64}. */
  static String machine() {
    String word = System.getProperty("os.arch", "");
    return word.equals("amd64") ? "x86_64" : word;
  }

  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return first(Path.of("/etc/hostname"));
    }
  }

  /** {@code PRETTY_NAME} of {@code /etc/os-release}. */
  static String operatingSystem() {
    return release("PRETTY_NAME");
  }

  static String operatingSystemVersion() {
    return release("VERSION_ID");
  }

  private static String release(String key) {
    for (String line : read(Path.of("/etc/os-release")).split("\n")) {
      if (line.startsWith(key + "=")) {
        return line.substring(key.length() + 1).replace("\"", "").strip();
      }
    }
    return "";
  }

  /** Bytes of memory. */
  static long memory() {
    for (String line : read(Path.of("/proc/meminfo")).split("\n")) {
      if (line.startsWith("MemTotal:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE;
      }
    }
    return 0;
  }

  /** The same for one engine on one host at all times. */
  static String id(Path root) {
    String text = first(Path.of("/etc/machine-id")) + root.toAbsolutePath();
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String first(Path file) {
    return read(file).lines().findFirst().orElse("");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
