package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/**
 * A service's volume in its short form, {@code [SOURCE:]TARGET[:OPTION,…]}. A colon behind the
 * letter of a Windows drive or inside of {@code ${…}} parts nothing.
 */
public final class ShortVolume {
  private static final int LONGEST_BARE = 2;

  private final String spec;
  private final SourceLocation location;

  private ShortVolume(String spec, SourceLocation location) {
    this.spec = spec;
    this.location = location;
  }

  /**
   * The long form; a source that is a path makes a bind mount, any other a volume.
   *
   * @throws DrydockException of kind INVALID when it is empty or has an empty or a fourth section
   */
  public static YamlMapping parse(String spec, SourceLocation location) {
    return new ShortVolume(spec, location).longForm();
  }

  private YamlMapping longForm() {
    if (spec.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "invalid empty volume spec").at(location);
    }
    if (spec.length() <= LONGEST_BARE) {
      return YamlMapping.builder(location)
          .put("type", text("volume"))
          .put("target", text(spec))
          .build();
    }
    List<String> sections = sections();
    if (sections.contains("")) {
      throw invalid("empty section between colons");
    }
    if (sections.size() > 3) {
      throw invalid("too many colons");
    }
    String source = sections.size() > 1 ? sections.getFirst() : "";
    String target = sections.get(sections.size() > 1 ? 1 : 0);
    return longForm(source, target, sections.size() > 2 ? sections.get(2) : "");
  }

  private YamlMapping longForm(String source, String target, String options) {
    boolean isBind = isPath(source);
    var mapping = YamlMapping.builder(location).put("type", text(isBind ? "bind" : "volume"));
    if (!source.isEmpty()) {
      mapping.put("source", text(source));
    }
    mapping.put("target", text(target));
    var bind = YamlMapping.builder(location);
    var volume = YamlMapping.builder(location);
    boolean readOnly = false;
    for (String option : options.split(",", -1)) {
      switch (option) {
        case "ro" -> readOnly = true;
        case "rw" -> readOnly = false;
        case "nocopy" -> volume.put("nocopy", YamlScalar.of(true, location));
        case "z", "Z" -> bind.put("selinux", text(option));
        case "private", "rprivate", "shared", "rshared", "slave", "rslave" ->
            bind.put("propagation", text(option));
        default -> {
          // Docker's other options (cached, delegated, …) have no meaning on Linux.
        }
      }
    }
    if (readOnly) {
      mapping.put("read_only", YamlScalar.of(true, location));
    }
    putUnlessEmpty(mapping, "bind", bind.build(), isBind);
    putUnlessEmpty(mapping, "volume", volume.build(), !isBind);
    return mapping.build();
  }

  private static void putUnlessEmpty(
      YamlMapping.Builder mapping, String key, YamlMapping value, boolean always) {
    if (always || !value.isEmpty()) {
      mapping.put(key, value);
    }
  }

  private List<String> sections() {
    var sections = new ArrayList<String>();
    int start = 0;
    int open = 0;
    for (int i = 0; i < spec.length(); i++) {
      char each = spec.charAt(i);
      if (spec.startsWith("${", i)) {
        open++;
      } else if (each == '}' && open > 0) {
        open--;
      } else if (each == ':' && open == 0 && !isDrive(start, i)) {
        sections.add(spec.substring(start, i));
        start = i + 1;
      }
    }
    sections.add(spec.substring(start));
    return sections;
  }

  private boolean isDrive(int start, int colon) {
    return colon == start + 1 && Character.isLetter(spec.charAt(start));
  }

  /** Whether a source is a path of the host, and not the name of a volume. */
  static boolean isPath(String source) {
    if (source.isEmpty()) {
      return false;
    }
    return ".~/".indexOf(source.charAt(0)) >= 0
        || source.startsWith("\\\\")
        || (source.length() > 1 && source.charAt(1) == ':' && Character.isLetter(source.charAt(0)));
  }

  private YamlScalar text(String value) {
    return YamlScalar.of(value, location);
  }

  private DrydockException invalid(String why) {
    return new DrydockException(ErrorKind.INVALID, "invalid spec: " + spec + ": " + why)
        .at(location);
  }
}
