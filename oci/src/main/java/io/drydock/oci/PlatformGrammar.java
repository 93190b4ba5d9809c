package io.drydock.oci;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Platforms as users write them: {@code <os>|<arch>|<os>/<arch>[/<variant>]}, where the system may
 * carry a version and features in parentheses ({@code windows(10.0.17763+win32k)/amd64}).
 */
final class PlatformGrammar {
  private final String text;

  private PlatformGrammar(String text) {
    this.text = text;
  }

  static Platform parse(String text) {
    return new PlatformGrammar(text).parse();
  }

  private Platform parse() {
    if (text.contains("*")) {
      throw invalid("wildcards not yet supported");
    }
    List<String> parts = List.of(text.split("/", 4));
    Platform system = system(parts.getFirst());
    for (String each : parts.subList(1, parts.size())) {
      if (!isWord(each, "_.-")) {
        throw invalid("\"" + each + "\" is an invalid component");
      }
    }
    return switch (parts.size()) {
      case 1 -> single(system);
      case 2 -> complete(system, parts.get(1), "");
      case 3 -> complete(system, parts.get(1), parts.get(2));
      default -> throw invalid("cannot parse platform specifier");
    };
  }

  /** A word alone is a system if there is one of that name, otherwise a processor. */
  private Platform single(Platform system) {
    if (isKnownSystem(system.normalised().os())) {
      return complete(system, Platform.host().architecture(), Platform.host().variant());
    }
    Platform processor = Platform.of("linux", text, "");
    if (!isKnownArchitecture(processor.architecture())) {
      throw invalid("unknown operating system or architecture");
    }
    return processor;
  }

  private static Platform complete(Platform system, String architecture, String variant) {
    return new Platform(system.os(), architecture, variant, system.osVersion(), system.osFeatures())
        .normalised();
  }

  /** The part before the first slash, as a platform without a processor. */
  private Platform system(String part) {
    int open = part.indexOf('(');
    String name = open < 0 ? part : part.substring(0, open);
    if (!isWord(name, "_-") || (open >= 0 && !part.endsWith(")"))) {
      throw invalid("\"" + part + "\" is an invalid OS component");
    }
    if (open < 0) {
      return new Platform(name, "", "");
    }
    String options = part.substring(open + 1, part.length() - 1);
    if (!options.isEmpty() && !isWord(options, "_.%-+")) {
      throw invalid("\"" + part + "\" is an invalid OS component");
    }
    List<String> values = List.of(options.split("\\+", -1)).stream().map(this::decode).toList();
    List<String> features = values.subList(1, values.size()).stream().sorted().distinct().toList();
    return new Platform(name, "", "", values.getFirst(), features);
  }

  /** Undoes the percent escapes for what would be read as part of the syntax. */
  private String decode(String option) {
    try {
      return option.contains("%")
          ? URLDecoder.decode(option.replace("+", "%2B"), StandardCharsets.UTF_8)
          : option;
    } catch (IllegalArgumentException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "\"" + text + "\" has an invalid OS option \"" + option + "\"", e);
    }
  }

  private static boolean isWord(String part, String marks) {
    for (int i = 0; i < part.length(); i++) {
      char c = Character.toLowerCase(part.charAt(i));
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!plain && marks.indexOf(c) < 0) {
        return false;
      }
    }
    return !part.isEmpty();
  }

  private DrydockException invalid(String what) {
    return new DrydockException(
        ErrorKind.INVALID, "\"" + text + "\": " + what + ": invalid argument");
  }

  private static boolean isKnownSystem(String os) {
    return switch (os.toLowerCase(Locale.ROOT)) {
      case "aix",
          "android",
          "darwin",
          "dragonfly",
          "freebsd",
          "hurd",
          "illumos",
          "ios",
          "js",
          "linux",
          "nacl",
          "netbsd",
          "openbsd",
          "plan9",
          "solaris",
          "windows",
          "zos" ->
          true;
      default -> false;
    };
  }

  private static boolean isKnownArchitecture(String architecture) {
    return switch (architecture) {
      case "386",
          "amd64",
          "amd64p32",
          "arm",
          "armbe",
          "arm64",
          "arm64be",
          "ppc64",
          "ppc64le",
          "loong64",
          "mips",
          "mipsle",
          "mips64",
          "mips64le",
          "mips64p32",
          "mips64p32le",
          "ppc",
          "riscv",
          "riscv64",
          "s390",
          "s390x",
          "sparc",
          "sparc64",
          "wasm" ->
          true;
      default -> false;
    };
  }
}
