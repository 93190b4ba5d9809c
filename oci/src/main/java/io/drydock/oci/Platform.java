package io.drydock.oci;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Locale;

/**
 * The operating system and processor that an image is for, normalised as containerd does it ({@code
 * x86_64} is {@code amd64}, {@code arm} is {@code arm/v7}, {@code arm64/v8} is {@code arm64}).
 *
 * @param os as Go's GOOS
 * @param architecture as Go's GOARCH
 * @param variant of the architecture ({@code v7}), empty when there is none
 * @param osVersion only for Windows, otherwise empty
 * @param osFeatures only for Windows, otherwise empty
 */
public record Platform(
    String os, String architecture, String variant, String osVersion, List<String> osFeatures) {

  public Platform {
    osFeatures = List.copyOf(osFeatures);
  }

  public Platform(String os, String architecture, String variant) {
    this(os, architecture, variant, "", List.of());
  }

  /** The platform of this machine's containers. */
  public static Platform host() {
    return of("linux", System.getProperty("os.arch", "amd64"), "");
  }

  /** The normalised platform of the three parts. */
  public static Platform of(String os, String architecture, String variant) {
    String arch = architecture.toLowerCase(Locale.ROOT);
    String v = variant.toLowerCase(Locale.ROOT);
    return switch (arch) {
      case "x86_64", "x86-64", "amd64" -> new Platform(os, "amd64", v.equals("v1") ? "" : v);
      case "aarch64", "arm64" ->
          new Platform(os, "arm64", v.equals("v8") || v.equals("8") ? "" : v);
      case "armhf" -> new Platform(os, "arm", "v7");
      case "armel" -> new Platform(os, "arm", "v6");
      case "arm" ->
          new Platform(
              os, "arm", v.isEmpty() || v.equals("7") ? "v7" : v.matches("\\d") ? "v" + v : v);
      case "i386", "i486", "i586", "i686", "386" -> new Platform(os, "386", "");
      default -> new Platform(os, arch, v);
    };
  }

  /**
   * The platform that {@code os[/arch[/variant]]} or {@code arch} names; missing parts are this
   * machine's.
   *
   * @throws DrydockException of kind INVALID when the text has an empty or a fourth part
   */
  public static Platform parse(String text) {
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split("/", -1);
    if (parts.length > 3
        || !text.strip().matches("[A-Za-z0-9_/.-]+")
        || List.of(parts).contains("")) {
      throw new DrydockException(
          ErrorKind.INVALID, "\"" + text + "\": invalid platform, want os/arch[/variant]");
    }
    if (parts.length == 1) {
      boolean isOs = List.of("linux", "windows", "darwin", "freebsd").contains(parts[0]);
      String os = parts[0].equals("macos") ? "darwin" : parts[0];
      return isOs || parts[0].equals("macos")
          ? of(os, host().architecture(), "")
          : of("linux", parts[0], "");
    }
    return of(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
  }

  /** Whether an image for {@code other} runs where this platform is asked for. */
  public boolean matches(Platform other) {
    return os.equals(other.os)
        && architecture.equals(other.architecture)
        && variant.equals(other.variant);
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
  }
}
