package io.drydock.oci;

import io.drydock.core.DrydockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedCollection;

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
    return new Platform(os, architecture, variant).normalised();
  }

  /** The same platform under the names that Go uses. */
  public Platform normalised() {
    String system = os.toLowerCase(Locale.ROOT);
    String arch = architecture.toLowerCase(Locale.ROOT);
    String v = variant.toLowerCase(Locale.ROOT);
    return switch (arch) {
      case "x86_64", "x86-64", "amd64" -> with(system, "amd64", v.equals("v1") ? "" : v);
      case "aarch64", "arm64" -> with(system, "arm64", v.equals("v8") || v.equals("8") ? "" : v);
      case "armhf" -> with(system, "arm", "v7");
      case "armel" -> with(system, "arm", "v6");
      case "arm" -> with(system, "arm", armVariant(v));
      case "i386" -> with(system, "386", "");
      default -> with(system, arch, v);
    };
  }

  private static String armVariant(String variant) {
    return switch (variant) {
      case "", "7" -> "v7";
      case "5", "6", "8" -> "v" + variant;
      default -> variant;
    };
  }

  private Platform with(String newOs, String newArchitecture, String newVariant) {
    return new Platform(
        newOs.equals("macos") ? "darwin" : newOs,
        newArchitecture,
        newVariant,
        osVersion,
        osFeatures);
  }

  /**
   * The platform that {@code os[(version+feature…)][/arch[/variant]]} or {@code arch} names,
   * missing parts being this machine's; normalised.
   *
   * @throws DrydockException of kind INVALID, as containerd words it, when the text is no platform
   */
  public static Platform parse(String text) {
    return PlatformGrammar.parse(text);
  }

  /** Whether an image for {@code other} runs where this platform is asked for. */
  public boolean matches(Platform other) {
    return candidates().stream().anyMatch(each -> each.isFor(other));
  }

  /**
   * The platforms whose images run on this one, the best first: itself and what its processor also
   * understands, as containerd has it (amd64 runs 386, arm/v7 runs arm/v6, arm64 runs arm/v8).
   */
  public SequencedCollection<Platform> candidates() {
    Platform normal = normalised();
    var list = new ArrayList<Platform>();
    list.add(normal);
    switch (normal.architecture) {
      case "amd64" -> {
        normal.addLower(list, 2);
        normal.add(list, "amd64", "");
        normal.add(list, "386", "");
      }
      case "arm" -> normal.addLower(list, 5);
      case "arm64" -> normal.addArm64(list);
      default -> {}
    }
    return list;
  }

  private void add(List<Platform> list, String newArchitecture, String newVariant) {
    Platform platform = with(os, newArchitecture, newVariant);
    if (!list.contains(platform)) {
      list.add(platform);
    }
  }

  /** Adds the lower variants of {@code vN}, down to the least. */
  private void addLower(List<Platform> list, int least) {
    for (int version = major() - 1; version >= least; version--) {
      add(list, architecture, "v" + version);
    }
  }

  /** v9.x includes v9.0 to v9.(x-1) and v8.0 to v8.(x+5); all of them include arm/v8 and below. */
  private void addArm64(List<Platform> list) {
    int major = variant.isEmpty() ? 8 : major();
    int minor = minor();
    if (major == 9) {
      for (int m = minor - 1; m >= 0; m--) {
        add(list, "arm64", m == 0 ? "v9" : "v9." + m);
      }
      add(list, "arm64", "v8." + (minor + 5));
      minor += 5;
    }
    if (major == 8 || major == 9) {
      for (int m = minor - 1; m >= 0; m--) {
        add(list, "arm64", m == 0 ? "" : "v8." + m);
      }
      add(list, "arm", "v8");
      with(os, "arm", "v8").addLower(list, 5);
    }
  }

  /** The number in {@code v8} or {@code v8.2}; 0 where there is none. */
  private int major() {
    boolean numbered =
        variant.length() >= 2
            && variant.charAt(0) == 'v'
            && (variant.length() == 2 || variant.charAt(2) == '.');
    return numbered ? Math.max(0, Character.digit(variant.charAt(1), 10)) : 0;
  }

  private int minor() {
    return variant.length() == 4 ? Math.max(0, Character.digit(variant.charAt(3), 10)) : 0;
  }

  /** Whether an image for {@code other} is exactly what this normalised platform asks for. */
  boolean isFor(Platform other) {
    Platform made = other.normalised();
    return os.equals(made.os)
        && architecture.equals(made.architecture)
        && variant.equals(made.variant)
        && (osVersion.isEmpty() || made.osVersion.isEmpty() || osVersion.equals(made.osVersion))
        && osFeatures.containsAll(made.osFeatures);
  }

  @Override
  public String toString() {
    if (os.isEmpty()) {
      return "unknown";
    }
    return os
        + (architecture.isEmpty() ? "" : "/" + architecture)
        + (variant.isEmpty() ? "" : "/" + variant);
  }
}
