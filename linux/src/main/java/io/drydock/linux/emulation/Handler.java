package io.drydock.linux.emulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A program that the kernel runs other programs through, as a file of binfmt_misc tells it.
 *
 * @param open whether the kernel has it open, so that it need not be in a container's root
 */
record Handler(Path interpreter, boolean open) {
  private static final Path REGISTRY = Path.of("/proc/sys/fs/binfmt_misc");

  /** The one for programs of the processor; empty where there is none, or none can be seen. */
  static Optional<Handler> of(Processor processor) {
    return in(REGISTRY, processor);
  }

  static Optional<Handler> in(Path registry, Processor processor) {
    try (var files = Files.newDirectoryStream(registry)) {
      for (Path each : files) {
        String name = String.valueOf(each.getFileName());
        if (!name.equals("register") && !name.equals("status")) {
          Optional<Handler> handler = read(Files.readString(each), processor);
          if (handler.isPresent()) {
            return handler;
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Handler> read(String text, Processor processor) {
    byte[] magic = bytes(value(text, "magic "));
    byte[] mask = bytes(value(text, "mask "));
    boolean takes =
        text.startsWith("enabled")
            && value(text, "offset ").equals("0")
            && magic.length >= Processor.HEADER - 2
            && matches(processor.header(), magic, mask);
    return takes
        ? Optional.of(
            new Handler(Path.of(value(text, "interpreter ")), value(text, "flags: ").contains("F")))
        : Optional.empty();
  }

  private static boolean matches(byte[] header, byte[] magic, byte[] mask) {
    for (int i = 0; i < Math.min(magic.length, header.length); i++) {
      int bits = i < mask.length ? mask[i] : 0xff;
      if ((header[i] & bits) != (magic[i] & bits)) {
        return false;
      }
    }
    return true;
  }

  private static String value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElse("");
  }

  private static byte[] bytes(String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
