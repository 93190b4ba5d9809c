package shop.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Settings from NAME, or from the file that NAME_FILE names (how secrets come in). */
final class Settings {
  private Settings() {}

  static String get(String name, String otherwise) {
    String file = System.getenv(name + "_FILE");
    if (file == null) {
      return System.getenv().getOrDefault(name, otherwise);
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
